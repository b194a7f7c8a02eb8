// Opening the memory, and forgetting an account.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/state.hpp"

#include "core/platform/files.hpp"
#include "core/state/migrations.hpp"

#include <string>
#include <utility>

namespace ferry::state {
namespace {

using Mode = sqlite::Database::Mode;

constexpr const char* kName = "state.db";
constexpr const char* kTurnName = "state.lock";

Error about(const std::filesystem::path& file, const Error& error) {
    auto told = error;
    if (told.code == Code::BadData)
        told.message += "; move it away and run ferry login: what other devices have is on the "
                        "server, and this one's inventory is read anew";
    const auto name = to_utf8(file);
    return told.message.starts_with(name) ? told : told.under(name);
}

Result<std::unique_ptr<sqlite::Database>> open_file(const std::filesystem::path& file, Mode mode) {
    auto opened = sqlite::Database::open(file, mode);
    if (!opened) return opened.error();
    return std::make_unique<sqlite::Database>(std::move(*opened));
}

} // namespace

/// The write lock of a database that stays empty. One writer at a time, since SQLite before 3.51.3
/// can lose a commit when two connections write or checkpoint at once; and this lock, on every
/// system alike, is freed when its holder dies.
struct State::Turn {
    std::unique_ptr<sqlite::Database> database;
    sqlite::Transaction held;

    static Result<std::unique_ptr<Turn>> take(const std::filesystem::path& folder,
                                              std::chrono::milliseconds patience) {
        auto database = open_file(folder / kTurnName, Mode::ReadWrite);
        if (!database) return waited_in_vain(database.error());
        const auto wait = "PRAGMA busy_timeout = " + std::to_string(patience.count());
        if (const auto set = (*database)->execute(wait); !set) return set.error();
        auto held = sqlite::Transaction::begin(**database);
        if (!held) return waited_in_vain(held.error());
        return std::make_unique<Turn>(Turn{std::move(*database), std::move(*held)});
    }

    static Error waited_in_vain(const Error& error) {
        if (error.code != Code::Conflict) return error;
        return Error{Code::Conflict,
                     "another ferry is working with the account; try again when it is done"};
    }
};

State::State(std::unique_ptr<Turn> turn, std::unique_ptr<sqlite::Database> database)
    : turn_(std::move(turn)), database_(std::move(database)) {}
State::State(State&&) noexcept = default;
State::~State() = default;

Result<State> State::open(const std::filesystem::path& folder, Access access,
                          std::chrono::milliseconds patience) {
    const auto file = folder / kName;
    if (access == Access::Read) {
        auto database = open_file(file, Mode::ReadOnly);
        if (!database) return about(file, database.error());
        const auto schema = schema_of(**database);
        if (!schema) return about(file, schema.error());
        if (*schema == current_schema()) return State(nullptr, std::move(*database));
        // An older ferry wrote it. Updating is a writer's work; then it serves to read as well.
    }
    RealFiles files;
    if (const auto made = files.create_folders(folder, true); !made) return made.error();
    auto turn = Turn::take(folder, patience);
    if (!turn) return turn.error();
    auto database = open_file(file, Mode::ReadWrite);
    if (!database) return about(file, database.error());
    if (const auto ready = migrate(**database); !ready) return about(file, ready.error());
    return State(std::move(*turn), std::move(*database));
}

Result<void> State::forget_account() {
    auto transaction = begin();
    if (!transaction) return transaction.error();
    const auto done =
        database_->execute("DELETE FROM account; DELETE FROM own_stream; "
                           "DELETE FROM outbox; DELETE FROM known_device; "
                           "DELETE FROM settings_consent; DELETE FROM settings_seen; "
                           "DELETE FROM answered_request; DELETE FROM waiting_request; "
                           "DELETE FROM request_policy; DELETE FROM request_allowed; "
                           "DELETE FROM depot_file;");
    if (!done) return done;
    return transaction->commit();
}

} // namespace ferry::state
