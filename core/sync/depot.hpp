// The depot as devices use it: files go up and come down piece by piece, and nothing is believed
// but what a device of the account signed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/large_files.hpp"
#include "core/protocol/depot.hpp"
#include "core/sync/parts.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ferry::sync {

/// Its manifest is by a device that this account vouches for.
struct DepotFile {
    std::string id;
    protocol::DepotManifest manifest;
    std::int64_t received = 0; // by the server
    std::string author{};      // name of the device
};

struct RefusedDepotItem {
    std::string id;
    std::string reason;
};

struct DepotList {
    std::vector<DepotFile> files;          // newest first
    std::vector<RefusedDepotItem> refused; // what the server showed and nobody should use
};

/// Bytes done, and all of them.
using TransferProgress = std::function<void(std::uint64_t done, std::uint64_t whole)>;

/// Errors of all: those of the network; Denied where the server's answer is not believed, and then
/// nothing is written; Cancelled where the person stopped it: the next call goes on from there.
class Depot {
public:
    /// Errors: NotFound (not logged in), Io. The parts and files outlive it.
    static Result<Depot> open(const Parts& parts, LargeFiles& large);
    Depot(Depot&&) noexcept;
    ~Depot();

    /// `wish`: software, version, format, target and silent arguments; the rest is filled in. An
    /// upload that was cut off goes on. The same file with the same wish is stored once.
    /// Errors also: BadData, NotFound.
    Result<DepotFile> add(const std::filesystem::path& file, const protocol::DepotManifest& wish,
                          const TransferProgress& progress);
    /// An empty software means all.
    Result<DepotList> list(const std::string& software);
    /// By the beginning of its id. Errors also: NotFound, Conflict (several).
    Result<DepotFile> find(const std::string& beginning);
    /// Into the folder, under its own name; beside it as NAME.HASH.part until it is whole and its
    /// hash was checked. A download that was cut off goes on. Errors also: Conflict (another file
    /// is there), Io.
    Result<std::filesystem::path> get(const DepotFile& file, const std::filesystem::path& folder,
                                      const TransferProgress& progress);
    /// By the beginning of its id; refused items too. The whole id.
    Result<std::string> remove(const std::string& beginning);

private:
    struct Inside;
    explicit Depot(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

} // namespace ferry::sync
