// Software that the person removed here or refused before: plans do not tick it again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/model/ids.hpp"
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <set>

namespace ferry::state {

class DeclinedSoftware {
public:
    explicit DeclinedSoftware(sqlite::Database& database) : database_(database) {}
    Result<std::set<SoftwareId>> list();
    Result<void> add(const SoftwareId& software, UnixMillis when); // no error where it is there
    Result<void> remove(const SoftwareId& software);               // wanted again

private:
    sqlite::Database& database_;
};

} // namespace ferry::state
