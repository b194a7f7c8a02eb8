// FERRY_KEY_STORE: whether the system's store is to take keys.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/key_store.hpp"
#include "core/platform/key_store_of_system.hpp"
#include "core/platform/machine.hpp"

#include <utility>

namespace ferry {
namespace {

/// Gives back what is in the store already, and takes nothing new.
class EmptiedKeyStore final : public KeyStore {
public:
    explicit EmptiedKeyStore(std::unique_ptr<KeyStore> store) : store_(std::move(store)) {}
    std::string id() const override { return store_->id(); }
    std::string place() const override { return store_->place(); }
    Result<void> ready() override {
        return Error{Code::NotSupported, "FERRY_KEY_STORE=file keeps them there"};
    }
    Result<std::string> put(const std::string&, std::string_view) override {
        return ready().error();
    }
    Result<std::string> get(const std::string& ticket) override { return store_->get(ticket); }
    Result<void> remove(const std::string& ticket) override { return store_->remove(ticket); }

private:
    std::unique_ptr<KeyStore> store_;
};

} // namespace

Result<std::unique_ptr<KeyStore>> system_key_store(const std::filesystem::path& module) {
    auto store = key_store_of_system(module);
    const auto wish = environment("FERRY_KEY_STORE");
    if (wish.empty()) return store;
    if (wish == "file")
        return std::unique_ptr<KeyStore>(std::make_unique<EmptiedKeyStore>(std::move(store)));
    return Error{Code::BadData, "FERRY_KEY_STORE is \"" + wish +
                                    "\"; only \"file\" can be said there, or nothing"};
}

} // namespace ferry
