// The depot's files as the last sync saw them, so that a plan needs no network.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/depot.hpp"
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <string>
#include <vector>

namespace ferry::state {

struct KnownDepotFile {
    std::string id;
    protocol::DepotManifest manifest; // its signature was checked before it came here
    std::string author;               // name of the device
};

class DepotMemory {
public:
    explicit DepotMemory(sqlite::Database& database) : database_(database) {}
    /// Newest first, as they were given.
    Result<std::vector<KnownDepotFile>> list();
    /// Replaces the list.
    Result<void> remember(const std::vector<KnownDepotFile>& files);

private:
    sqlite::Database& database_;
};

} // namespace ferry::state
