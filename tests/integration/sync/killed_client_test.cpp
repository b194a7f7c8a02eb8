// The client dies at every point of a sync; the next run finishes, nothing is lost or doubled.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/calls.hpp"
#include "core/sync/link.hpp"
#include "tests/integration/sync/killed_client_posix.hpp"
#include "tests/support/account_device.hpp"
#include "tests/support/real_ferryd.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ferry::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

enum class Moment { BeforeRequest, AfterAnswer };

/// Kills its own process at the given moment of the given request, counted from 0.
class DeadlyTransport final : public sync::Transport {
public:
    DeadlyTransport(std::unique_ptr<sync::Transport> real, Moment moment, int request)
        : real_(std::move(real)), moment_(moment), left_(request) {}

    Result<sync::HttpAnswer> send(const sync::HttpRequest& request) override {
        const bool last = left_-- == 0;
        if (last && moment_ == Moment::BeforeRequest) kill_this_process();
        auto answer = real_->send(request);
        if (last) kill_this_process();
        return answer;
    }

private:
    std::unique_ptr<sync::Transport> real_;
    Moment moment_;
    int left_;
};

sync::MakeTransport deadly(Moment moment, int request) {
    return [=](const sync::ServerAddress& address, const sync::Trust& trust) {
        return std::make_unique<DeadlyTransport>(sync::make_poco_transport(address, trust), moment,
                                                 request);
    };
}

class KilledClient : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(server.problem, "");
        ASSERT_TRUE(sync::register_account(device.parts(), device.wish(server.url)));
        ASSERT_TRUE(device.sync({inventory("apt", {package("git"), package("vim")}),
                                 inventory("flatpak", {package("org.gimp.GIMP")})}));
        device.close();
    }

    /// Two installers changed: two deltas and the question for changes.
    static std::vector<InstallerInventory> changed(int version) {
        const auto text = std::to_string(version);
        return {inventory("apt", {package("git", text)}),
                inventory("flatpak", {package("org.gimp.GIMP", text)})};
    }

    std::vector<protocol::StreamHead> heads() {
        const auto link = sync::make_link(device.parts());
        return *sync::stream_heads(*link->server, link->account.device_id);
    }

    RealFerryd server;
    AccountDevice device;
};

TEST_F(KilledClient, LosesAndDoublesNothingWhereverItDies) {
    std::uint64_t revision = 1;
    for (const auto moment : {Moment::BeforeRequest, Moment::AfterAnswer}) {
        for (int request = 0; request < 3; ++request) {
            ++revision;
            const auto inventories = changed(static_cast<int>(revision));
            device.use(deadly(moment, request));
            const bool killed = was_killed_in([&] { (void)device.sync(inventories); });
            device.use(sync::make_poco_transport);

            const auto summary = device.sync(inventories);

            ASSERT_TRUE(killed) << "there is no request " << request;
            ASSERT_TRUE(summary) << summary.error().message;
            EXPECT_THAT(*device.state().outbox().list(), IsEmpty());
            const auto acknowledged = heads();
            ASSERT_THAT(acknowledged, SizeIs(2));
            for (const auto& head : acknowledged)
                EXPECT_EQ(head.revision, revision) << head.installer;
            device.close();
        }
    }
    const auto link = sync::make_link(device.parts());
    const auto history = sync::history(*link->server, "", 100);
    ASSERT_TRUE(history);
    EXPECT_THAT(*history, SizeIs(1)) << "vim was removed once";
}

} // namespace
} // namespace ferry::testing
