// The messages of client and server, and their JSON. No I/O.
// Times are milliseconds since 1970; bytes travel as base64; hashes as 64 hex digits.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/device.hpp"
#include "core/model/ids.hpp"
#include "core/model/inventory.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::protocol {

struct Kdf {
    std::string algorithm = "argon2id13";
    std::uint32_t passes = 0;
    std::uint32_t memory_kib = 0;
    std::string salt; // bytes
};

struct Problem { // RFC 9457 "problem details"
    int status = 0;
    std::string title;  // short and fixed per kind: "stale-revision", "not-found", "rate-limited"
    std::string detail; // a sentence with the value and the next step
};

struct RegisterRequest {
    std::string account;
    Kdf kdf;
    std::string login_public;         // bytes
    std::string wrapped_key;          // bytes
    std::string recovery_wrapped_key; // bytes
    Device device;
    std::string recovery_public{}; // bytes; empty from a ferry that did not make one yet
};

struct ChallengeRequest {
    std::string account;
};
struct ChallengeAnswer {
    std::string challenge_id;
    std::string challenge; // bytes
    Kdf kdf;
};

struct LoginRequest {
    std::string account;
    std::string challenge_id;
    std::string origin;
    std::string signature; // bytes
    Device device;
    std::string device_id; // of an earlier login from here; empty: a new device
};

struct Session { // answer to register, login and recovery
    std::string account_id;
    std::string device_id;
    std::string token;       // "ferry_" + base64url; shown once
    std::string wrapped_key; // bytes; empty in the answer to register; to a recovery: by the code
    std::uint32_t key_version = 1;
    std::string ticket{}; // in the answer to a recovery: replaces the keys once, for 10 minutes
};

struct PasswordKeys {
    Kdf kdf;
    std::string login_public; // bytes
    std::string wrapped_key;  // bytes
};
struct RecoveryCodeKeys {
    std::string recovery_public;      // bytes
    std::string recovery_wrapped_key; // bytes
};

/// Changes an account's keys, or, with nothing new, ends the account.
struct KeyChange {
    std::string challenge_id; // or the ticket of a recovery
    std::string origin;
    std::string signature; // bytes, over a vault::ChangeStatement
    std::optional<PasswordKeys> password{};
    std::optional<RecoveryCodeKeys> recovery{};
    std::string rotation{};        // JSON of a Rotation, for a new account key under both
    std::uint32_t key_version = 1; // of the account key that is wrapped
};

struct AccountInfo {
    std::string account;
    std::string account_id;
    std::string device_id; // of the asking token
    std::int64_t created = 0;
    std::int64_t token_expires = 0;
};

struct DeviceInfo {
    std::string id;
    Device device;
    bool imported = false; // from a file; it has no token
    std::int64_t created = 0;
    std::int64_t last_seen = 0;
    std::int64_t revoked = 0; // 0: not
    std::uint64_t packages = 0;
};

struct StreamHead {
    std::string installer;
    std::uint64_t revision = 0;
    std::string hash;
    std::uint64_t packages = 0;
    std::int64_t updated = 0;
};

/// Names one package within a stream.
struct PackageKey {
    std::string id;
    std::string arch;
    auto operator<=>(const PackageKey&) const = default;
};

struct Delta {
    std::uint64_t base_revision = 0; // 0 with an empty base hash: the stream does not exist yet
    std::string base_hash;
    std::string new_hash;
    std::vector<Package> set;
    std::vector<PackageKey> del;
};

struct Snapshot {
    std::uint64_t revision = 0; // in answers; ignored in requests
    std::string hash;
    std::vector<Package> packages;
};

struct RemovedPackage {
    std::string device_id;
    std::string installer;
    std::string id;
    std::string arch;
    std::string version;
    std::int64_t removed = 0;
};

struct Change {
    std::uint64_t sequence = 0;
    std::string kind;      // "device", "stream"
    std::string device_id; // what it is about
    std::string installer; // for streams
};

struct Changes {
    std::uint64_t next = 0;   // ask with this the next time
    std::string device_state; // state_of_device of the asking device, as the server has it
    std::vector<Change> changes;
    bool more = false;
};

struct Holder { // who has a given software
    std::string device_id;
    std::string device_name;
    std::string installer;
    std::string id;
    std::string version;
};

// Every type above has  std::string encode(const T&)  and  Result<T> decode<T>(text).
// Unknown fields are ignored; absent required ones, wrong types, bad base64, ids over 1 KiB are
// BadData.
std::string encode(const Problem&);
std::string encode(const RegisterRequest&);
std::string encode(const ChallengeRequest&);
std::string encode(const ChallengeAnswer&);
std::string encode(const LoginRequest&);
std::string encode(const Session&);
std::string encode(const KeyChange&);
std::string encode(const AccountInfo&);
std::string encode(const Device&);
std::string encode(const DeviceInfo&);
std::string encode(const std::vector<DeviceInfo>&);
std::string encode(const StreamHead&);
std::string encode(const std::vector<StreamHead>&);
std::string encode(const Delta&);
std::string encode(const Snapshot&);
std::string encode(const std::vector<RemovedPackage>&);
std::string encode(const Changes&);
std::string encode(const std::vector<Holder>&);

std::string encode_package(const Package&); // as one element of "packages"

template <typename T>
Result<T> decode(std::string_view text);

} // namespace ferry::protocol
