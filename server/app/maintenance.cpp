// Copies of a server's data.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/maintenance.hpp"

#include "core/platform/files.hpp"
#include "server/app/data_lock.hpp"
#include "server/store/sqlite/sqlite_store.hpp"

namespace ferry::server {
namespace {

constexpr const char* kDatabase = "ferryd.db";

std::string counted(const Verification& found) {
    return std::to_string(found.accounts) + " accounts, " + std::to_string(found.devices) +
           " devices, " + std::to_string(found.streams) + " streams, " +
           std::to_string(found.packages) + " packages";
}

} // namespace

Result<std::string> run_verify(const std::filesystem::path& folder) {
    const auto found = verify(folder / kDatabase);
    if (!found) return found.error();
    return to_utf8(folder) + " is sound: " + counted(*found);
}

Result<std::string> run_backup(const std::filesystem::path& data, const std::filesystem::path& to) {
    RealFiles files;
    const auto made = files.create_folders(to, true);
    if (!made) return made.error();
    const auto copied = back_up(data / kDatabase, to / kDatabase);
    if (!copied) return copied.error();
    const auto found = run_verify(to);
    if (!found) return found.error();
    return "backed up and verified: " + *found;
}

Result<std::string> run_restore(const std::filesystem::path& from,
                                const std::filesystem::path& data) {
    const auto sound = verify(from / kDatabase);
    if (!sound) return sound.error().under("nothing restored");
    RealFiles files;
    const auto made = files.create_folders(data, true);
    if (!made) return made.error();
    const auto lock = DataLock::take(data);
    if (!lock) return lock.error();
    if (files.exists(data / kDatabase))
        return Error{Code::Conflict,
                     to_utf8(data) + " holds a server already; restore into an empty folder"};
    const auto restored = restore(from / kDatabase, data / kDatabase);
    if (!restored) return restored.error();
    return "restored " + counted(*sound) + " to " + to_utf8(data);
}

} // namespace ferry::server
