// A device that is logged in to a scripted server, and the answers that a sync gets.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sync/local_streams.hpp"
#include "core/sync/sync.hpp"
#include "tests/support/account_device.hpp"
#include "tests/support/scripted_server.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferry::sync {

class SyncWorld : public ::testing::Test {
protected:
    void SetUp() override { device.remember_login(); }

    /// As after an earlier sync.
    void acknowledged(const std::string& installer, const std::vector<Package>& packages,
                      std::uint64_t revision = 1) {
        const auto saved = device.state().streams().put(
            {installer, revision, stream_hash(packages), packages.size(), 0}, packages);
        ASSERT_TRUE(saved) << saved.error().message;
    }
    std::string acknowledged_state() { return device_state(*device.state().streams().heads()); }

    /// What a server says that has taken the write.
    static Result<HttpAnswer> taken(const ferry::testing::AskedRequest& request) {
        protocol::StreamHead head{"apt", 2, "", 1, 1};
        if (const auto delta = protocol::decode<protocol::Delta>(request.body))
            head.hash = delta->new_hash;
        else if (const auto snapshot = protocol::decode<protocol::Snapshot>(request.body))
            head.hash = snapshot->hash;
        return HttpAnswer{201, {}, protocol::encode(head)};
    }
    static std::string changes(std::uint64_t next, const std::string& state,
                               std::vector<protocol::Change> list = {}, bool more = false) {
        return protocol::encode(protocol::Changes{next, state, std::move(list), more});
    }

    ferry::testing::ScriptedServer server;
    ferry::testing::AccountDevice device{server.transport()};
};

} // namespace ferry::sync
