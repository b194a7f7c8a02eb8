// This device's memory: its place in the account, what the server acknowledged, the other devices.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sqlite/database.hpp"
#include "core/state/account_record.hpp"
#include "core/state/declined_software.hpp"
#include "core/state/depot_memory.hpp"
#include "core/state/known_devices.hpp"
#include "core/state/outbox.hpp"
#include "core/state/own_streams.hpp"
#include "core/state/request_memory.hpp"
#include "core/state/request_policy.hpp"
#include "core/state/settings_memory.hpp"

#include <ferry/result.hpp>

#include <chrono>
#include <filesystem>
#include <memory>

namespace ferry::state {

enum class Access {
    Read, // at any time, beside a writer; the writing functions fail
    Write // one process at a time; the others wait for their turn
};

/// One thread. What the functions below give borrows the State: it must outlive them. Every error
/// of theirs is one of Io (disk full), Conflict (locked), BadData (damaged file).
class State {
public:
    /// `folder`: Paths::data; writing makes it. Brings an older file up to date. Waits as long as
    /// `patience` for another writer. Errors: NotFound (to read, and nothing was ever written),
    /// Conflict (another ferry has it), NotSupported (written by a newer ferry), BadData (damaged;
    /// names the file and the next step), Denied, Io.
    static Result<State> open(const std::filesystem::path& folder, Access access,
                              std::chrono::milliseconds patience = std::chrono::seconds(10));
    State(State&&) noexcept;
    State& operator=(State&&) = delete;
    ~State();

    AccountMemory account() { return AccountMemory(*database_); }
    OwnStreams streams() { return OwnStreams(*database_); }
    Outbox outbox() { return Outbox(*database_); }
    KnownDevices devices() { return KnownDevices(*database_); }
    DeclinedSoftware declined() { return DeclinedSoftware(*database_); }
    SettingsMemory settings() { return SettingsMemory(*database_); }
    RequestMemory requests() { return RequestMemory(*database_); }
    RequestPolicies request_policy() { return RequestPolicies(*database_); }
    DepotMemory depot() { return DepotMemory(*database_); }

    /// What is written until its commit is there whole or not at all.
    Result<sqlite::Transaction> begin() { return sqlite::Transaction::begin(*database_); }
    /// Forgets the account and all that came from it, in one transaction. What the person declined
    /// stays: it is about this device.
    Result<void> forget_account();

private:
    struct Turn; // of writing
    State(std::unique_ptr<Turn> turn, std::unique_ptr<sqlite::Database> database);
    std::unique_ptr<Turn> turn_;
    std::unique_ptr<sqlite::Database> database_;
};

} // namespace ferry::state
