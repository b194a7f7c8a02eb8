// What the server has acknowledged of this device's own inventory.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/ids.hpp"
#include "core/model/inventory.hpp"
#include "core/protocol/messages.hpp"
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <vector>

namespace ferry::state {

class OwnStreams {
public:
    explicit OwnStreams(sqlite::Database& database) : database_(database) {}
    Result<std::vector<protocol::StreamHead>> heads(); // sorted by installer
    /// As acknowledged. Errors: NotFound (no such stream).
    Result<std::vector<Package>> packages(const InstallerId& installer);
    Result<void> put(const protocol::StreamHead& head, const std::vector<Package>& packages);
    Result<void> remove(const InstallerId& installer);

private:
    sqlite::Database& database_;
};

} // namespace ferry::state
