// Transports whose every request can be given up.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/transport.hpp"

namespace ferry::sync {
namespace {

class GivingUp final : public Transport {
public:
    GivingUp(std::unique_ptr<Transport> inner, std::function<bool()> give_up)
        : inner_(std::move(inner)), give_up_(std::move(give_up)) {}

    Result<HttpAnswer> send(const HttpRequest& request) override {
        auto watched = request;
        watched.give_up = [&] { return give_up_() || (request.give_up && request.give_up()); };
        return inner_->send(watched);
    }
    std::string pinned_fingerprint() const override { return inner_->pinned_fingerprint(); }

private:
    std::unique_ptr<Transport> inner_;
    std::function<bool()> give_up_;
};

} // namespace

MakeTransport giving_up(MakeTransport make, std::function<bool()> give_up) {
    return [make = std::move(make), give_up = std::move(give_up)](const ServerAddress& address,
                                                                  const Trust& trust) {
        return std::make_unique<GivingUp>(make(address, trust), give_up);
    };
}

} // namespace ferry::sync
