// Durable deltas per second through the server's rules and its store: group commit or one each.
// SPDX-License-Identifier: Apache-2.0
//
// store_bench FOLDER CONNECTIONS PACKAGES: both ways take turns over databases in FOLDER, with that
// many devices writing at once and that many packages in each stream. Prints one line of JSON.
#include "core/base/clock.hpp"
#include "core/base/text.hpp"
#include "core/protocol/canonical.hpp"
#include "core/vault/hash.hpp"
#include "server/service/stream_service.hpp"
#include "server/store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace ferry::server {
namespace {

using namespace std::chrono_literals;
using Instant = std::chrono::steady_clock::time_point;

constexpr int kRounds = 3;
constexpr auto kRound = 3s;
constexpr int kChanged = 15; // packages in a delta

[[noreturn]] void stop(const std::string& why) {
    std::fprintf(stderr, "store_bench: %s\n", why.c_str());
    std::exit(1);
}

template <typename T>
T expect(Result<T> result) {
    if (!result) stop(result.error().message);
    return *std::move(result);
}
void expect(const Result<void>& result) {
    if (!result) stop(result.error().message);
}
template <typename T>
void expect(const Served<T>& served) {
    if (const auto* refused = std::get_if<Refusal>(&served)) stop(refused->detail);
}

std::vector<Package> packages_at(int count, const std::string& version) {
    std::vector<Package> packages;
    for (int i = 0; i < count; ++i) {
        Package package;
        package.id = {"package-" + std::to_string(10'000 + i)};
        package.version = i < kChanged ? version : "2.36-9+deb12u7";
        package.arch = "amd64";
        package.origin = "Debian:bookworm/main";
        package.scope = Scope::System;
        package.reason = Reason::Explicit;
        packages.push_back(std::move(package));
    }
    return packages;
}

std::string hash_of(const std::vector<Package>& packages) {
    return hex(vault::hash(protocol::canonical_state(packages)));
}

/// The two states between which every device goes to and fro.
struct States {
    explicit States(int packages)
        : before(packages_at(packages, "1.0-1")),
          after(packages_at(packages, "1.0-2")), hashes{hash_of(before), hash_of(after)},
          steps{protocol::difference(before, after), protocol::difference(after, before)} {}

    std::vector<Package> before, after;
    std::string hashes[2];
    protocol::Delta steps[2];
};

/// One store with one account per device, each with the first state, and what is written to it.
class Server {
public:
    Server(const std::filesystem::path& file, bool group_commit, int devices, const States& states)
        : states_(states), revisions_(static_cast<std::size_t>(devices), 1),
          store_(expect(SqliteStore::open({file, 4, group_commit}))),
          streams_(*store_, signal_, clock_) {
        for (std::size_t i = 0; i < revisions_.size(); ++i)
            add_device(i);
    }

    /// Milliseconds of each delta that was acknowledged before `end`.
    std::vector<double> write_until(Instant end, std::size_t device) {
        std::vector<double> taken;
        while (std::chrono::steady_clock::now() < end) {
            const auto began = std::chrono::steady_clock::now();
            write_delta(device);
            const std::chrono::duration<double, std::milli> took =
                std::chrono::steady_clock::now() - began;
            taken.push_back(took.count());
        }
        return taken;
    }

private:
    static Caller caller(std::size_t device) {
        const auto name = std::to_string(device);
        return {"account-" + name, "device-" + name};
    }

    void add_device(std::size_t device) {
        const auto [account, id] = caller(device);
        expect(store_->write([&](Tables& tables) -> Result<void> {
            AccountRow row;
            row.id = row.name = account;
            const auto added = tables.accounts().add(row);
            if (!added) return added.error();
            return tables.devices().add({id, account, {id, "linux", "12", "debian", "x86_64"}});
        }));
        const protocol::Snapshot snapshot{0, states_.hashes[0], states_.before};
        expect(streams_.put_snapshot({account, id}, {id, "apt"}, snapshot, {}));
    }

    void write_delta(std::size_t device) {
        auto& revision = revisions_[device];
        const auto from = (revision + 1) % 2; // revision 1 has the first state
        protocol::Delta delta = states_.steps[from];
        delta.base_revision = revision;
        delta.base_hash = states_.hashes[from];
        delta.new_hash = states_.hashes[1 - from];
        const auto who = caller(device);
        expect(streams_.add_delta(who, {who.device, "apt"}, delta,
                                  {vault::random_uuid(), delta.new_hash}));
        ++revision;
    }

    const States& states_;
    std::vector<std::uint64_t> revisions_;
    SystemClock clock_;
    ChangeSignal signal_;
    std::unique_ptr<SqliteStore> store_;
    StreamService streams_;
};

struct Seen {
    std::vector<double> per_second; // one for each round
    std::vector<double> taken;      // milliseconds, all rounds
};

void measure_round(Server& server, int connections, Seen& seen) {
    std::vector<std::vector<double>> taken(static_cast<std::size_t>(connections));
    const auto began = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < taken.size(); ++i)
        threads.emplace_back([&, i] { taken[i] = server.write_until(began + kRound, i); });
    for (auto& thread : threads)
        thread.join();
    const std::chrono::duration<double> lasted = std::chrono::steady_clock::now() - began;
    std::size_t written = 0;
    for (const auto& of_one : taken) {
        written += of_one.size();
        seen.taken.insert(seen.taken.end(), of_one.begin(), of_one.end());
    }
    seen.per_second.push_back(static_cast<double>(written) / lasted.count());
}

double at_share(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void run(const std::filesystem::path& folder, int connections, int packages) {
    std::filesystem::create_directories(folder);
    const States states(packages);
    Server grouped(folder / "grouped.db", true, connections, states);
    Server single(folder / "single.db", false, connections, states);
    Seen with, without;
    for (int round = 0; round < kRounds; ++round) {
        measure_round(grouped, connections, with);
        measure_round(single, connections, without);
    }
    std::printf("{\"grouped_per_second\":%.1f,\"single_per_second\":%.1f,"
                "\"grouped_p99_ms\":%.2f,\"single_p99_ms\":%.2f}\n",
                at_share(with.per_second, 0.5), at_share(without.per_second, 0.5),
                at_share(with.taken, 0.99), at_share(without.taken, 0.99));
}

} // namespace
} // namespace ferry::server

int main(int argc, char** argv) {
    if (argc != 4) ferry::server::stop("usage: store_bench FOLDER CONNECTIONS PACKAGES");
    ferry::server::run(argv[1], std::atoi(argv[2]), std::atoi(argv[3]));
}
