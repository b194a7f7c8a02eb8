// ferry doctor: what is wrong here, and how to mend it. Reads only; says nothing secret.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/standing.hpp"
#include "core/cli/account.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/table.hpp"
#include "core/cli/version.hpp"
#include "core/state/state.hpp"
#include "core/sync/credentials.hpp"
#include "core/sync/session.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace ferry::cli {
namespace {

using nlohmann::json;

struct Check {
    std::string what;
    bool good = true;
    std::string found;
    std::string next;
};

Check worker_check(Context& context) {
    const auto file = to_utf8(context.installation().worker);
    if (context.files().exists(context.installation().worker))
        return {"ferry-worker", true, file, ""};
    return {"ferry-worker", false, file + " is missing",
            "install Ferry again; no plugin can run without it"};
}

Check catalog_check(Context& context) {
    const auto catalog = context.catalog();
    if (!catalog)
        return {"catalog", false, catalog.error().message,
                "install Ferry again, or give --catalog DIR"};
    return {"catalog", true,
            std::to_string((*catalog)->size()) + " software, from " + (*catalog)->origin(), ""};
}

Check memory_check(Context& context) {
    const auto state = state::State::open(context.paths().data, state::Access::Read);
    if (state) return {"memory", true, to_utf8(context.paths().data), ""};
    if (state.error().code == Code::NotFound) return {"memory", true, "nothing stored yet", ""};
    return {"memory", false, state.error().message, ""};
}

Check server_check(Context& context) {
    const auto account = Account::open(context, state::Access::Read);
    if (!account) return {"server", true, "no account here; ferry register or ferry login", ""};
    const auto known = sync::current_account((*account)->parts());
    if (!known && known.error().code != Code::NotFound)
        return {"server", true, "not asked, for want of the keys", ""};
    if (!known) return {"server", true, "no account here; ferry register or ferry login", ""};
    const auto answer = sync::who_am_i((*account)->parts());
    if (answer) return {"server", true, known->server + " knows this device", ""};
    const bool refused = answer.error().code == Code::Denied;
    return {"server", false, answer.error().message,
            refused ? "ferry login " + known->server + " --account " + known->account
                    : "is it running, and is the network there? Nothing is lost meanwhile"};
}

Check keys_check(Context& context) {
    const auto& data = context.paths().data;
    auto& store = context.key_store();
    const auto credentials = sync::load_credentials(context.files(), data, store);
    if (!credentials) {
        const auto& [code, why] = credentials.error();
        if (code == Code::NotFound) return {"keys", true, "none here", ""};
        return {"keys", false, why, code == Code::BadData ? "ferry login makes them anew" : ""};
    }
    const auto in_file = sync::credentials_in_file(context.files(), data);
    if (in_file && !*in_file) return {"keys", true, store.place(), ""};
    const auto file = "in a file in " + to_utf8(data) + " that only you can read";
    const auto ready = store.ready();
    if (!ready) return {"keys", true, file + " (" + ready.error().message + ")", ""};
    return {"keys", true, file + "; the next login puts them " + store.place(), ""};
}

Check agent_check(Context& context) {
    const auto& data = context.paths().data;
    if (!agent::agent_runs(context.files(), data))
        return {"agent", true, "not running; ferry agent install starts it at every login", ""};
    const auto standing = agent::read_standing(context.files(), data);
    if (!standing) return {"agent", false, standing.error().message, "ferry agent status"};
    const auto process = "process " + std::to_string(standing->process);
    if (standing->error.empty()) return {"agent", true, process, ""};
    return {"agent", false, process + ": " + standing->error, "it tries again by itself"};
}

std::vector<Check> plugin_checks(Context& context) {
    std::vector<Check> checks;
    const auto report = context.installers().probe();
    for (const auto& plugin : report.value) {
        const auto version = plugin.version.empty() ? "" : plugin.version + ", ";
        checks.push_back({"plugin " + plugin.id.text, true,
                          plugin.available ? version + plugin.note : plugin.note, ""});
    }
    for (const auto& problem : report.problems)
        checks.push_back({problem.subject, false, problem.what, problem.next});
    return checks;
}

class Doctor final : public Command {
public:
    void configure(Options&) override {}
    Result<ExitStatus> run(Context& context) override {
        std::vector<Check> checks = {{"ferry", true, kVersion, ""}, worker_check(context),
                                     catalog_check(context),        memory_check(context),
                                     server_check(context),         keys_check(context),
                                     agent_check(context)};
        for (auto& check : plugin_checks(context))
            checks.push_back(std::move(check));
        bool good = true;
        auto list = json::array();
        Table table({"", "WHAT", "FOUND"});
        for (const auto& check : checks) {
            good = good && check.good;
            list.push_back({{"what", check.what},
                            {"good", check.good},
                            {"found", check.found},
                            {"next", text_or_null(check.next)}});
            table.add({check.good ? "ok" : "!!", check.what, check.found});
        }
        if (context.options.json)
            print_json(context, {{"schema", 1}, {"checks", list}});
        else
            context.terminal().out(table.text());
        for (const auto& check : checks) {
            if (!check.good && !context.options.json)
                context.complain(Problem{check.what, check.found, check.next});
        }
        return good ? ExitStatus::Done : ExitStatus::Failed;
    }
};

} // namespace

CommandRow doctor_command() {
    return {"doctor", "what is wrong here, and how to mend it",
            "  ferry doctor\n  ferry doctor --json", make_command<Doctor>};
}

} // namespace ferry::cli
