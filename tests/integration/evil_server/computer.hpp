// A person's computer before the evil server.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sync/bundles.hpp"
#include "tests/integration/evil_server/evil_server.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace ferry::testing {

/// A device with parts that stay where they are.
struct Computer {
    explicit Computer(EvilServer& server, const std::string& name) : device(server.transport()) {
        device.device.name = name;
    }
    sync::Parts& parts() {
        if (!parts_) parts_ = std::make_unique<sync::Parts>(device.parts());
        return *parts_;
    }
    sync::BundleStore store() {
        auto opened = sync::BundleStore::open(parts());
        EXPECT_TRUE(opened) << opened.error().message;
        return std::move(*opened);
    }
    AccountDevice device;

private:
    std::unique_ptr<sync::Parts> parts_;
};

} // namespace ferry::testing
