// One of each message with every field set, for the tests that go through all of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/audit.hpp"
#include "core/protocol/bundles.hpp"
#include "core/protocol/depot.hpp"
#include "core/protocol/messages.hpp"
#include "core/protocol/pairings.hpp"
#include "core/protocol/requests.hpp"
#include "core/protocol/rotations.hpp"

#include <functional>
#include <string>
#include <vector>

namespace ferry::protocol {

inline Device sample_device() {
    return {"laptop", "linux", "12", "debian", "x86_64"};
}

inline Package sample_package() {
    return {{"git"},     "1:2.39",           "Git", "amd64", "debian", "Debian", "deb",
            Scope::User, Reason::Dependency, true,  true,    true};
}

inline DeviceInfo sample_info() {
    return {"device-1", sample_device(), true, 1, 2, 3, 4};
}

inline StreamHead sample_head() {
    return {"apt", 7, std::string(64, 'a'), 8, 9};
}

inline DeviceKeys sample_keys() {
    return {"device-1", std::string(32, 's'), std::string(32, 'b'), std::string(64, 'c'), 2};
}

inline Delta sample_delta() {
    return {7, std::string(64, 'a'), std::string(64, 'b'), {sample_package()}, {{"vim", "i386"}}};
}

inline RotationHeader sample_rotation_header() {
    return {"account-1",
            3,
            "device-1",
            5,
            "device-2",
            {{"device-1", std::string(32, 's'), std::string(32, 'b')}},
            {std::string(64, 'a')}};
}

inline Rotation sample_rotation() {
    return {"header", "link", std::string(64, 's'), std::string(64, 'c'), {{"device-1", "sealed"}}};
}

inline RequestHeader sample_request() {
    return {"account-1",
            "device-2",
            "device-1",
            std::string(16, 'n'),
            5,
            6,
            2,
            "install",
            {{"firefox"}, {"git", "apt", "git"}, {"", "brew", "cask:x"}}};
}

inline StoredRequest sample_stored_request() {
    const std::string signature(64, 's');
    return {std::string(64, 'a'), "answered", 7, {"header", signature}, {"result", signature}, 8};
}

inline DepotManifest sample_manifest() {
    return {"account-1",
            "tool",
            "1.2",
            "setup-1.2.exe",
            "exe",
            "windows",
            ">=10,<12",
            "",
            "x86_64",
            {"/S"},
            std::string(64, 'a'),
            4096,
            "device-1",
            5,
            2};
}

struct Sample {
    std::string name;
    std::string text;
    std::function<Result<std::string>(const std::string&)> again; // decoded and encoded
};

template <typename T>
Sample sample(const std::string& name, const T& message) {
    return {name, encode(message), [](const std::string& text) -> Result<std::string> {
                const auto decoded = decode<T>(text);
                if (!decoded) return decoded.error();
                return encode(*decoded);
            }};
}

inline std::vector<Sample> sample_messages() {
    const Kdf kdf{"argon2id13", 3, 262144, std::string(16, '\xff')};
    const std::string key(32, '\x01');
    const std::string hash(64, 'a');
    return {
        sample("Problem", Problem{409, "stale-revision", "the stream has moved on"}),
        sample("RegisterRequest",
               RegisterRequest{"ann", kdf, key, "wrapped", "recovery", sample_device(), key}),
        sample("ChallengeRequest", ChallengeRequest{"ann"}),
        sample("ChallengeAnswer", ChallengeAnswer{"id", key, kdf}),
        sample("LoginRequest", LoginRequest{"ann", "id", "https://localhost", std::string(64, 's'),
                                            sample_device(), "device-1"}),
        sample("Session", Session{"account-1", "device-1", "ferry_x", "wrapped", 2, "ticket-1"}),
        sample("KeyChange", KeyChange{"id", "https://localhost", std::string(64, 's'),
                                      PasswordKeys{kdf, key, "wrapped"},
                                      RecoveryCodeKeys{key, "recovery"}, "rotation", 2}),
        sample("AccountInfo", AccountInfo{"ann", "account-1", "device-1", 1, 2}),
        sample("Device", sample_device()),
        sample("DeviceInfo", sample_info()),
        sample("DeviceInfos", std::vector{sample_info()}),
        sample("StreamHead", sample_head()),
        sample("StreamHeads", std::vector{sample_head()}),
        sample("Delta", sample_delta()),
        sample("Snapshot", Snapshot{7, std::string(64, 'a'), {sample_package()}}),
        sample("RemovedPackages",
               std::vector{RemovedPackage{"device-1", "apt", "git", "amd64", "1", 5}}),
        sample("Changes", Changes{9, "state", {{8, "stream", "device-1", "apt"}}, true}),
        sample("DeviceKeys", sample_keys()),
        sample("AllDeviceKeys", std::vector{sample_keys()}),
        sample("BundleHeader",
               BundleHeader{"account-1", hash, hash, "device-1", 5, 2, "wrapped", hash, 4096}),
        sample("BundleHeads", std::vector{BundleHead{hash, hash, 3, 4}}),
        sample("BundleRevisions",
               std::vector{BundleRevision{hash, "header", std::string(64, 's'), 4}}),
        sample("BundleStored", BundleStored{hash, hash, hash}),
        sample("RotationHeader", sample_rotation_header()),
        sample("Rotation", sample_rotation()),
        sample("Rotations", std::vector{sample_rotation()}),
        sample("PairingOffer", PairingOffer{hash, sample_device(), key, key, key}),
        sample("PairingOpened", PairingOpened{hash, 5}),
        sample("PairingGrant", PairingGrant{"sealed", 2}),
        sample("PairingCollect", PairingCollect{hash}),
        sample("PairingAnswer",
               PairingAnswer{true, "ann", "account-1", "device-1", "ferry_x", "sealed", 2}),
        sample(
            "AuditLog",
            AuditLog{hash, {{2, 5, "device-1", "device-revoked", "device-2", "pc", hash}}, true}),
        sample("RequestHeader", sample_request()),
        sample("ResultHeader",
               ResultHeader{"account-1", hash, "device-2", 7, {{"git", "installed", "1:2.39"}}}),
        sample("SignedHeader", SignedHeader{"header", std::string(64, 's')}),
        sample("StoredRequest", sample_stored_request()),
        sample("StoredRequests", std::vector{sample_stored_request()}),
        sample("DepotManifest", sample_manifest()),
        sample("DepotItem", DepotItem{hash, "manifest", std::string(64, 's'), 4}),
        sample("DepotItems", std::vector{DepotItem{hash, "manifest", std::string(64, 's'), 4}}),
        sample("UploadRequest", UploadRequest{hash, 4096}),
        sample("UploadState", UploadState{4096, true}),
        sample("Holders", std::vector{Holder{"device-1", "laptop", "apt", "git", "1"}}),
    };
}

} // namespace ferry::protocol
