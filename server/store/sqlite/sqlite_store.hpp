// The store on SQLite: one connection that writes and checkpoints, several that only read.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/sqlite/writer.hpp"
#include "server/store/store.hpp"

#include <ferry/result.hpp>

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace ferry::server {

struct SqliteOptions {
    std::filesystem::path file;
    std::size_t readers = 4;
    bool group_commit = true; // false: one commit per write, for comparison in ci/bench
};

class SqliteStore final : public Store {
public:
    /// Makes or opens the database and checks it. Errors: Io, Denied, BadData (damaged, or of a
    /// newer Ferry), with the next step.
    static Result<std::unique_ptr<SqliteStore>> open(const SqliteOptions& options);
    ~SqliteStore() override;

    Result<void> read(const Rule& rule) override;
    Result<void> write(const Rule& rule) override;
    std::string pepper() const override { return pepper_; }
    StoreStatistics statistics() const override { return writer_->statistics(); }

private:
    struct Reader;
    SqliteStore() = default;
    std::unique_ptr<Reader> take_reader();
    void give_back(std::unique_ptr<Reader> reader);

    std::unique_ptr<Writer> writer_;
    std::string pepper_;
    std::mutex mutex_;
    std::condition_variable reader_free_;
    std::vector<std::unique_ptr<Reader>> readers_;
};

/// A consistent copy of a running or stopped server's database, checked. `to` must not exist.
Result<void> back_up(const std::filesystem::path& file, const std::filesystem::path& to);

/// Makes `to` from a backup. Every account's numbering leaps ahead, so that clients that saw more
/// than the backup has are told to begin anew (410). Errors: as of back_up.
Result<void> restore(const std::filesystem::path& backup, const std::filesystem::path& to);

struct Verification {
    std::uint64_t accounts = 0;
    std::uint64_t devices = 0;
    std::uint64_t streams = 0;
    std::uint64_t packages = 0;
    std::vector<DepotBlobRow> depot{}; // files that must lie beside the database
};
/// SQLite's own check, foreign keys, and every stream's hash computed anew.
/// Errors: BadData, naming what does not fit.
Result<Verification> verify(const std::filesystem::path& file);

} // namespace ferry::server
