// The server's interface, a function per request.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/messages.hpp"
#include "core/protocol/rotations.hpp"
#include "core/state/outbox.hpp"
#include "core/sync/connection.hpp"

#include <ferry/result.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ferry::sync {

// Errors of all: those of Connection::ask and error_of; BadData where the answer is not what was
// asked for.

Result<protocol::Session> register_account(Connection& server,
                                           const protocol::RegisterRequest& request);
Result<protocol::ChallengeAnswer> challenge(Connection& server, const std::string& account);
Result<protocol::Session> log_in(Connection& server, const protocol::LoginRequest& request);
Result<void> log_out(Connection& server);
Result<protocol::AccountInfo> account(Connection& server);
Result<protocol::ChallengeAnswer> recovery_challenge(Connection& server,
                                                     const std::string& account);
Result<protocol::Session> recover(Connection& server, const protocol::LoginRequest& request);
/// `what`: "password", "recovery-code", "recovered", "rotation".
Result<void> put_keys(Connection& server, const std::string& what,
                      const protocol::KeyChange& change);
Result<std::vector<protocol::Rotation>> rotations(Connection& server);
/// A token that is unknown is taken for success: ask something with it before.
Result<void> remove_account(Connection& server, const protocol::KeyChange& change);

Result<std::vector<protocol::DeviceInfo>> devices(Connection& server);
Result<protocol::DeviceInfo> add_imported_device(Connection& server, const Device& device);
Result<protocol::DeviceInfo> rename_device(Connection& server, const std::string& id,
                                           const std::string& name);
/// All but the name.
Result<protocol::DeviceInfo> update_device(Connection& server, const std::string& id,
                                           const Device& device);
Result<void> revoke_device(Connection& server, const std::string& id);

struct StreamName {
    std::string device;
    InstallerId installer;
};
Result<std::vector<protocol::StreamHead>> stream_heads(Connection& server,
                                                       const std::string& device);
/// Nothing: it is still as `known_hash` says. Errors also: NotFound.
Result<std::optional<protocol::Snapshot>> snapshot(Connection& server, const StreamName& stream,
                                                   const std::string& known_hash);
/// Any status is an answer: the caller knows what a refusal means for the outbox.
Result<Answer> send_write(Connection& server, const std::string& device,
                          const state::PendingWrite& write);
Result<void> remove_stream(Connection& server, const StreamName& stream);
Result<std::vector<protocol::RemovedPackage>> history(Connection& server, const std::string& device,
                                                      std::size_t limit);
Result<std::vector<protocol::Holder>> holders(Connection& server, const PackageRef& package);

enum class ChangesOutcome { Nothing, Some, UnknownSequence };
struct ChangesAnswer {
    ChangesOutcome outcome = ChangesOutcome::Nothing;
    protocol::Changes changes{}; // of Some
};
/// How long the server may keep a question for changes open.
struct Patience {
    std::chrono::seconds time{0}; // at most 60
    std::function<bool()> give_up{};
};
/// `state`: hex hash of this device's streams; empty where it has none.
Result<ChangesAnswer> changes(Connection& server, std::uint64_t since, const std::string& state,
                              const Patience& patience = {});

} // namespace ferry::sync
