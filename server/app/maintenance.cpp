// Copies of a server's data.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/maintenance.hpp"

#include "core/platform/files.hpp"
#include "core/platform/large_files.hpp"
#include "server/app/data_lock.hpp"
#include "server/blobs/file_blobs.hpp"
#include "server/store/sqlite/sqlite_store.hpp"

namespace ferry::server {
namespace {

constexpr std::size_t kPiece = 8u << 20; // of a file that is copied

std::string counted(const Verification& found) {
    return std::to_string(found.accounts) + " accounts, " + std::to_string(found.devices) +
           " devices, " + std::to_string(found.streams) + " streams, " +
           std::to_string(found.packages) + " packages, " + std::to_string(found.depot.size()) +
           " installer files";
}

Result<void> copy_large(const std::filesystem::path& from, const std::filesystem::path& to) {
    RealLargeFiles files;
    for (std::uint64_t offset = 0;;) {
        const auto piece = files.read_at(from, offset, kPiece);
        if (!piece) return piece.error();
        if (piece->empty()) return {};
        if (const auto written = files.write_at(to, offset, *piece); !written)
            return written.error();
        offset += piece->size();
    }
}

/// Where a folder of a server or of a backup has a file of its depot.
std::filesystem::path place_of(const std::filesystem::path& folder, const DepotBlobRow& row) {
    return folder / kDepotFolder / FileBlobs::name_of({row.account, row.sha256});
}

Result<void> copy_depot(const std::vector<DepotBlobRow>& rows, const std::filesystem::path& from,
                        const std::filesystem::path& to) {
    if (rows.empty()) return {};
    RealFiles files;
    if (const auto made = files.create_folders(to / kDepotFolder, true); !made) return made.error();
    for (const auto& row : rows) {
        const auto copied = copy_large(place_of(from, row), place_of(to, row));
        if (!copied) return copied.error();
    }
    return {};
}

Result<void> check_depot(const std::vector<DepotBlobRow>& rows,
                         const std::filesystem::path& folder) {
    const RealLargeFiles files;
    for (const auto& row : rows) {
        const auto path = place_of(folder, row);
        const auto found = sha256_of(files, path);
        if (!found) return found.error().under("a file of the depot");
        if (*found != row.sha256)
            return Error{Code::BadData, to_utf8(path) + ": its content has the SHA-256 " + *found};
    }
    return {};
}

/// The database and the files that belong to it.
Result<Verification> verify_folder(const std::filesystem::path& folder) {
    auto found = verify(folder / kDatabase);
    if (!found) return found.error();
    const auto whole = check_depot(found->depot, folder);
    if (!whole) return whole.error();
    return found;
}

} // namespace

Result<std::string> run_verify(const std::filesystem::path& folder) {
    const auto found = verify_folder(folder);
    if (!found) return found.error();
    return to_utf8(folder) + " is sound: " + counted(*found);
}

Result<std::string> run_backup(const std::filesystem::path& data, const std::filesystem::path& to) {
    RealFiles files;
    const auto made = files.create_folders(to, true);
    if (!made) return made.error();
    const auto copied = back_up(data / kDatabase, to / kDatabase);
    if (!copied) return copied.error();
    const auto named = verify(to / kDatabase);
    if (!named) return named.error();
    const auto filled = copy_depot(named->depot, data, to);
    if (!filled)
        return filled.error().under("the depot was not copied; if a file was removed meanwhile, "
                                    "back up again into another folder");
    const auto found = run_verify(to);
    if (!found) return found.error();
    return "backed up and verified: " + *found;
}

Result<std::string> run_restore(const std::filesystem::path& from,
                                const std::filesystem::path& data) {
    const auto sound = verify_folder(from);
    if (!sound) return sound.error().under("nothing restored");
    RealFiles files;
    const auto made = files.create_folders(data, true);
    if (!made) return made.error();
    const auto lock = DataLock::take(data);
    if (!lock) return lock.error();
    if (files.exists(data / kDatabase))
        return Error{Code::Conflict,
                     to_utf8(data) + " holds a server already; restore into an empty folder"};
    // The database comes last: with it the server exists.
    const auto filled = copy_depot(sound->depot, from, data);
    if (!filled) return filled.error();
    const auto restored = restore(from / kDatabase, data / kDatabase);
    if (!restored) return restored.error();
    return "restored " + counted(*sound) + " to " + to_utf8(data);
}

} // namespace ferry::server
