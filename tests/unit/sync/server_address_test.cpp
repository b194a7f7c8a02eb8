// What a person may write for a server, and what a login is then bound to.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/server_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace ferry::sync {
namespace {

using ::testing::HasSubstr;

TEST(ServerAddress, BecomesOneOriginHoweverItIsWritten) {
    const std::vector<std::pair<std::string, std::string>> forms = {
        {"https://ferry.example.org", "https://ferry.example.org"},
        {"ferry.example.org", "https://ferry.example.org"},
        {" HTTPS://Ferry.Example.org:443/ ", "https://ferry.example.org"},
        {"https://ferry.example.org:7437", "https://ferry.example.org:7437"},
        {"http://localhost:7437/", "http://localhost:7437"},
        {"http://127.0.0.1:80", "http://127.0.0.1"},
        {"https://[::1]:7437", "https://[::1]:7437"},
        {"[2001:db8::1]", "https://[2001:db8::1]"},
    };

    for (const auto& [written, origin] : forms) {
        const auto address = parse_server_address(written);
        ASSERT_TRUE(address) << written << ": " << address.error().message;
        EXPECT_EQ(address->origin(), origin) << written;
    }
}

TEST(ServerAddress, KeepsHostAndPortApart) {
    const auto address = parse_server_address("https://[::1]:7437");

    ASSERT_TRUE(address);
    EXPECT_EQ(address->host, "::1");
    EXPECT_EQ(address->port, 7437);
    EXPECT_EQ(address->authority(), "[::1]:7437");
}

TEST(ServerAddress, IsRefusedWhereItIsNone) {
    for (const auto* written :
         {"", "https://", "ftp://host", "https://host:0", "https://host:70000", "https://host:x",
          "https://host:", "https://host/path", "https://user@host", "https://ho st",
          "https://host\r\nX: y", "https://[::1", "https://host?x", "https://host#x"}) {
        const auto address = parse_server_address(written);
        ASSERT_FALSE(address) << written;
        EXPECT_EQ(address.error().code, Code::BadData) << written;
    }
}

TEST(ServerAddress, WithoutTlsIsThisMachineOnly) {
    for (const auto* written : {"http://ferry.example.org", "http://192.168.1.4:7437",
                                "http://localhost.example.org", "http://127.example.org."}) {
        const auto address = parse_server_address(written);
        ASSERT_FALSE(address) << written;
        EXPECT_EQ(address.error().code, Code::Denied);
        EXPECT_THAT(address.error().message, HasSubstr("use https://"));
    }
}

} // namespace
} // namespace ferry::sync
