// The journal in SQLite: a row per run, a row per step, every change a transaction of its own.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/journal.hpp"

#include "core/sqlite/database.hpp"

#include <algorithm>
#include <utility>

namespace ferry::state {
namespace {

constexpr const char* kSchema = R"sql(
CREATE TABLE IF NOT EXISTS apply_run(
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    started INTEGER NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS apply_step(
    run INTEGER NOT NULL REFERENCES apply_run(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    action TEXT NOT NULL,
    installer TEXT NOT NULL,
    native_id TEXT NOT NULL,
    state INTEGER NOT NULL DEFAULT 0,
    result TEXT,
    version TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    PRIMARY KEY(run, position)
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::size_t kLongestMessage = 64 * 1024;
constexpr std::int64_t kRunsKept = 100; // of the finished ones

Action action_from_text(const std::string& text) {
    for (const auto action : {Action::Remove, Action::Upgrade}) {
        if (text == to_text(action)) return action;
    }
    return Action::Install;
}

class SqliteJournal final : public Journal {
public:
    explicit SqliteJournal(sqlite::Database database) : database_(std::move(database)) {}

    Result<std::int64_t> begin(const JournalRun& run) override {
        auto transaction = sqlite::Transaction::begin(database_);
        if (!transaction) return transaction.error();
        auto insert =
            database_.prepare("INSERT INTO apply_run(title, started) VALUES(?, ?) RETURNING id");
        if (!insert) return insert.error();
        insert->bind(1, run.title).bind(2, run.started);
        const auto row = insert->step();
        if (!row) return row.error();
        const auto id = insert->integer(0);
        insert->reset();
        if (const auto steps = insert_steps(id, run.steps); !steps) return steps.error();
        if (const auto pruned = forget_old_runs(); !pruned) return pruned.error();
        if (const auto done = transaction->commit(); !done) return done.error();
        return id;
    }

    Result<void> mark_started(std::int64_t run, const std::vector<std::size_t>& steps) override {
        auto transaction = sqlite::Transaction::begin(database_);
        if (!transaction) return transaction.error();
        auto update = database_.prepare(
            "UPDATE apply_step SET state = 1 WHERE run = ? AND position = ? AND state = 0");
        if (!update) return update.error();
        for (const auto step : steps) {
            update->bind(1, run).bind(2, static_cast<std::int64_t>(step));
            if (const auto done = update->run(); !done) return done;
        }
        return transaction->commit();
    }

    Result<void> record(std::int64_t run, std::size_t step, StepState state,
                        const Outcome& outcome) override {
        auto update = database_.prepare("UPDATE apply_step SET state = ?, result = ?, version = ?, "
                                        "message = ? WHERE run = ? AND position = ?");
        if (!update) return update.error();
        const std::string_view message(outcome.message);
        update->bind(1, static_cast<std::int64_t>(state))
            .bind(2, to_text(outcome.result))
            .bind(3, outcome.version)
            .bind(4, message.substr(0, kLongestMessage))
            .bind(5, run)
            .bind(6, static_cast<std::int64_t>(step));
        return update->run();
    }

    Result<void> finish(std::int64_t run, UnixMillis when) override {
        auto update = database_.prepare("UPDATE apply_run SET finished = ? WHERE id = ?");
        if (!update) return update.error();
        update->bind(1, when).bind(2, run);
        return update->run();
    }

    Result<std::optional<JournalRun>> unfinished() override {
        auto runs = select_runs("WHERE finished = 0 ORDER BY id DESC LIMIT ?", 1);
        if (!runs) return runs.error();
        if (runs->empty()) return std::optional<JournalRun>();
        return std::optional(std::move(runs->front()));
    }

    Result<std::vector<JournalRun>> recent(std::size_t limit) override {
        return select_runs("ORDER BY id DESC LIMIT ?", limit);
    }

private:
    Result<void> insert_steps(std::int64_t run, const std::vector<JournalStep>& steps) {
        auto insert = database_.prepare("INSERT INTO apply_step(run, position, action, installer, "
                                        "native_id) VALUES(?, ?, ?, ?, ?)");
        if (!insert) return insert.error();
        std::int64_t position = 0;
        for (const auto& step : steps) {
            insert->bind(1, run)
                .bind(2, position++)
                .bind(3, to_text(step.action))
                .bind(4, step.package.installer.text)
                .bind(5, step.package.id.text);
            if (const auto done = insert->run(); !done) return done;
        }
        return {};
    }

    Result<void> forget_old_runs() {
        auto remove = database_.prepare("DELETE FROM apply_run WHERE finished != 0 AND id <= "
                                        "(SELECT max(id) FROM apply_run) - ?");
        if (!remove) return remove.error();
        remove->bind(1, kRunsKept);
        return remove->run();
    }

    Result<std::vector<JournalRun>> select_runs(const std::string& which, std::size_t limit) {
        auto select =
            database_.prepare("SELECT id, title, started, finished FROM apply_run " + which);
        if (!select) return select.error();
        select->bind(1, static_cast<std::int64_t>(limit));
        std::vector<JournalRun> runs;
        for (;;) {
            const auto row = select->step();
            if (!row) return row.error();
            if (!*row) break;
            runs.push_back(
                {select->integer(0), select->text(1), select->integer(2), select->integer(3), {}});
        }
        for (auto& run : runs) {
            if (const auto read = read_steps(run); !read) return read.error();
        }
        return runs;
    }

    Result<void> read_steps(JournalRun& run) {
        auto select = database_.prepare("SELECT action, installer, native_id, state, result, "
                                        "version, message FROM apply_step WHERE run = ? "
                                        "ORDER BY position");
        if (!select) return select.error();
        select->bind(1, run.id);
        for (;;) {
            const auto row = select->step();
            if (!row) return row.error();
            if (!*row) return {};
            JournalStep step;
            step.action = action_from_text(select->text(0));
            step.package = {{select->text(1)}, {select->text(2)}};
            step.state = static_cast<StepState>(std::clamp<std::int64_t>(select->integer(3), 0, 2));
            if (!select->is_null(4))
                step.outcome = {step.package.id, result_class_from_text(select->text(4)),
                                select->text(5), select->text(6)};
            run.steps.push_back(std::move(step));
        }
    }

    sqlite::Database database_;
};

} // namespace

Result<std::unique_ptr<Journal>> open_journal(const std::filesystem::path& file,
                                              JournalAccess access) {
    using Mode = sqlite::Database::Mode;
    const bool writes = access == JournalAccess::Write;
    auto database = sqlite::Database::open(file, writes ? Mode::ReadWrite : Mode::ReadOnly);
    if (!database) return database.error().under("journal");
    if (writes) {
        if (const auto made = database->execute(kSchema); !made)
            return made.error().under("journal");
    }
    std::unique_ptr<Journal> journal = std::make_unique<SqliteJournal>(std::move(*database));
    return journal;
}

} // namespace ferry::state
