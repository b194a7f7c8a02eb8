// The audit log of an account: written with what it tells, read by the person.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/protocol/audit.hpp"
#include "server/service/served.hpp"

#include <string>

namespace ferry::server {

// The words of the log. Clients know them: add, never change.
inline constexpr const char* kRegistered = "registered";            // detail: the account's name
inline constexpr const char* kNewDevice = "login-new-device";       // detail: its name
inline constexpr const char* kLogin = "login";                      // of a device that was known
inline constexpr const char* kRecoveryUsed = "recovery-code-used";  // detail: the device's name
inline constexpr const char* kRecovered = "recovered";              // new password and code
inline constexpr const char* kPaired = "paired";                    // detail: the new device's name
inline constexpr const char* kKeyChanged = "account-key-changed";   // subject: who was revoked
inline constexpr const char* kPasswordChanged = "password-changed"; //
inline constexpr const char* kCodeChanged = "recovery-code-changed"; //
inline constexpr const char* kImported = "device-imported";          // subject, detail: its name
inline constexpr const char* kRenamed = "device-renamed"; // subject, detail: the new name
inline constexpr const char* kRevoked = "device-revoked"; // subject, detail: its name
inline constexpr const char* kLoggedOut = "logged-out";

struct AuditNote {
    std::string action;
    std::string subject{};
    std::string detail{};
};

/// Adds an entry, in the transaction of what it tells: neither is there without the other.
Result<void> write_audit(Tables& tables, const Caller& who, const AuditNote& note, UnixMillis now);

/// Thread-safe. Store and clock outlive it.
class AuditService {
public:
    AuditService(Store& store, const Clock& clock) : store_(store), clock_(clock) {}
    /// At most 500 entries, oldest first.
    Served<protocol::AuditLog> after(const Caller& caller, std::uint64_t sequence);
    /// Entries older than a year. What is left still is a chain.
    Result<void> forget_old();

private:
    Store& store_;
    const Clock& clock_;
};

} // namespace ferry::server
