// What the tables in memory hold. Copying it is a transaction.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/tables.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ferry::testing {

struct FakeData {
    using Key = std::pair<std::string, std::string>;
    struct Change {
        std::string account;
        protocol::Change change;
    };
    struct Removed {
        std::string account;
        protocol::RemovedPackage row;
    };
    struct Answer {
        server::AnswerRow row;
        std::int64_t created = 0;
    };
    std::vector<server::AccountRow> accounts;
    std::vector<server::DeviceRow> devices;
    std::map<std::string, server::TokenRow> tokens;
    std::map<Key, protocol::StreamHead> heads; // device, installer
    std::map<Key, std::map<protocol::PackageKey, server::PackageRow>> packages;
    std::vector<Removed> removed;
    std::vector<Change> changes;
    std::map<Key, Answer> answers;                   // account, key
    std::map<Key, protocol::DeviceKeys> device_keys; // account, signing key
    struct Bundle {
        server::BundleRow row;
        std::string body;
    };
    std::map<Key, std::map<std::string, Bundle>> bundles;       // account, bundle; by hash
    std::map<std::string, std::vector<server::AuditRow>> audit; // by account
    std::map<std::string, std::map<std::uint32_t, protocol::Rotation>> rotations; // account
    std::vector<server::RequestRow> requests;                                     // as they came
    std::map<Key, server::DepotItemRow> depot_items;                              // account, id
    std::map<Key, server::DepotBlobRow> depot_blobs; // account, SHA-256
};

inline Error taken(const std::string& what) {
    return Error{Code::Conflict, what + " exists already"};
}

} // namespace ferry::testing
