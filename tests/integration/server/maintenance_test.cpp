// ferryd backup, restore and verify, as a person calls them.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ferryd_process.hpp"
#include "tests/support/server_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;

std::string snapshot(const std::string& version) {
    Package package;
    package.id.text = "bash";
    package.version = version;
    return protocol::encode(protocol::Snapshot{0, hash_of({package}), {package}});
}

/// A server with one account, whose apt stream has revision 1.
struct Filled {
    FerrydProcess server{{"--requests-per-minute", "100000000"}};
    std::string copy = to_utf8(server.folder() / "copy");
    std::string data = to_utf8(server.data());

    Filled() { server.start(); }
};

TEST(Backup, OfARunningServerUnderLoadIsSoundAndCanBeRestored) {
    Filled filled;
    ServerClient client(filled.server.port());
    client.register_account("ann");
    std::atomic<bool> over = false;
    std::atomic<std::uint64_t> written = 0;
    std::thread load([&] {
        while (!over &&
               client.ask("PUT", client.apt(), snapshot(std::to_string(written))).status == 201)
            ++written;
    });
    while (written < 20)
        std::this_thread::yield();

    const auto done = run_ferryd({"--data", filled.data, "backup", filled.copy});
    over = true;
    load.join();

    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_THAT(done.out, HasSubstr("backed up and verified"));
    filled.server.kill();
    std::filesystem::remove_all(filled.server.data());
    EXPECT_EQ(run_ferryd({"--data", filled.data, "restore", filled.copy}).exit_code, 0);
    filled.server.start();
    EXPECT_GE(client.snapshot().revision, 20u);
    EXPECT_LE(client.snapshot().revision, written);
}

TEST(Restore, TellsAClientThatSawMoreToBeginAnew) {
    Filled filled;
    ServerClient client(filled.server.port());
    client.register_account("ann");
    ASSERT_EQ(client.ask("PUT", client.apt(), snapshot("1")).status, 201);
    ASSERT_EQ(run_ferryd({"--data", filled.data, "backup", filled.copy}).exit_code, 0);
    ASSERT_EQ(client.ask("PUT", client.apt(), snapshot("2")).status, 201);
    filled.server.stop();
    std::filesystem::remove_all(filled.server.data());
    ASSERT_EQ(run_ferryd({"--data", filled.data, "restore", filled.copy}).exit_code, 0);

    filled.server.start();

    EXPECT_EQ(client.ask("GET", "/v1/changes?since=3").status, 410);
    EXPECT_EQ(client.ask("GET", "/v1/changes?since=0").status, 200);
    EXPECT_EQ(client.snapshot().revision, 1u);
}

TEST(Restore, NeverWritesOverAServerAndNeedsASoundBackup) {
    Filled filled;
    const auto backup = run_ferryd({"--data", filled.data, "backup", filled.copy});
    ASSERT_EQ(backup.exit_code, 0) << backup.err;
    filled.server.stop();

    const auto over_it = run_ferryd({"--data", filled.data, "restore", filled.copy});
    std::ofstream(filled.server.folder() / "copy/ferryd.db") << "broken";
    const auto broken =
        run_ferryd({"--data", to_utf8(filled.server.folder() / "new"), "restore", filled.copy});

    EXPECT_EQ(over_it.exit_code, 1);
    EXPECT_THAT(over_it.err, HasSubstr("holds a server already"));
    EXPECT_EQ(broken.exit_code, 1);
    EXPECT_THAT(broken.err, HasSubstr("nothing restored"));
}

TEST(Verify, TellsSoundFromDamagedByItsExitCode) {
    Filled filled;
    ServerClient client(filled.server.port());
    client.register_account("ann");
    ASSERT_EQ(client.ask("PUT", client.apt(), snapshot("1")).status, 201);

    const auto running = run_ferryd({"--data", filled.data, "verify"});
    filled.server.stop();
    const auto missing = run_ferryd({"verify", filled.copy});
    std::fstream file(filled.server.data() / "ferryd.db",
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(64 * 1024, 'x');
    file.close();
    const auto damaged = run_ferryd({"verify", filled.data});

    EXPECT_EQ(running.exit_code, 0) << running.err;
    EXPECT_THAT(running.out, HasSubstr("1 accounts, 1 devices, 1 streams, 1 packages"));
    EXPECT_EQ(missing.exit_code, 1);
    EXPECT_EQ(damaged.exit_code, 1) << damaged.out;
    EXPECT_EQ(run_ferryd({"backup"}).exit_code, 2) << "usage";
}

} // namespace
} // namespace ferry::testing
