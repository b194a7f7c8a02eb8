// ferry: where this device stands.
// SPDX-License-Identifier: Apache-2.0
#include "core/apply/apply.hpp"
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/state/journal.hpp"
#include "core/state/state.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace ferry::cli {
namespace {

using nlohmann::json;

struct Standing {
    std::optional<state::AccountRecord> account;
    std::size_t others = 0;
    bool unfinished = false;
    std::size_t waiting = 0; // requests, as far as was last heard
};

Result<Standing> standing(Context& context) {
    Standing found;
    auto journal =
        state::open_journal(context.paths().data / "journal.db", state::JournalAccess::Read);
    if (journal) {
        const auto run = apply::resumable_run(**journal);
        found.unfinished = run && *run;
    }
    auto state = state::State::open(context.paths().data, state::Access::Read);
    if (!state && state.error().code == Code::NotFound) return found;
    if (!state) return state.error();
    auto record = state->account().load();
    if (!record) return record.error();
    found.account = *record;
    const auto waiting = state->requests().waiting(context.clock().now());
    if (!waiting) return waiting.error();
    found.waiting = *waiting;
    const auto devices = state->devices().list();
    if (!devices) return devices.error();
    for (const auto& device : *devices) {
        if (device.revoked == 0 && (!found.account || device.id != found.account->device_id))
            ++found.others;
    }
    return found;
}

class Status final : public Command {
public:
    void configure(Options&) override {}
    Result<ExitStatus> run(Context& context) override {
        const auto found = standing(context);
        if (!found) return found.error();
        if (context.options.json)
            print_json(context, as_json(context, *found));
        else
            context.terminal().out(words(context, *found));
        return ExitStatus::Done;
    }

private:
    static json as_json(Context& context, const Standing& found) {
        json document = {{"schema", 1},
                         {"device", device_json(context.device())},
                         {"account", nullptr},
                         {"other_devices", found.others},
                         {"unfinished_run", found.unfinished},
                         {"waiting_requests", found.waiting}};
        if (found.account)
            document["account"] = {{"name", found.account->account},
                                   {"server", found.account->server},
                                   {"last_sync", found.account->last_sync == 0
                                                     ? json()
                                                     : json(iso8601(found.account->last_sync))}};
        return document;
    }

    static std::string words(Context& context, const Standing& found) {
        const auto& device = context.device();
        std::string text = device.name + ": " +
                           (device.distribution.empty() ? device.os : device.distribution) + " " +
                           device.os_version + " " + device.arch + "\n";
        if (!found.account) {
            text += "No account here. ferry list shows what is installed; ferry plan FILE compares "
                    "with a manifest;\n"
                    "ferry register URL --account NAME joins your devices.\n";
        } else {
            const auto synced = found.account->last_sync == 0
                                    ? std::string("never")
                                    : ago(found.account->last_sync, context.clock().now());
            text += "Account " + printable(found.account->account) + " on " +
                    printable(found.account->server) + ", last sync " + synced + ", " +
                    std::to_string(found.others) + " other devices\n";
        }
        if (found.waiting == 1)
            text += "1 request of another device waits; ferry requests answer shows it.\n";
        if (found.waiting > 1)
            text += std::to_string(found.waiting) +
                    " requests of other devices wait; ferry requests answer shows them.\n";
        if (found.unfinished) text += "A run was cut off; ferry resume finishes it.\n";
        return text;
    }
};

} // namespace

CommandRow status_command() {
    return {"status", "where this device stands", "  ferry", make_command<Status>};
}

} // namespace ferry::cli
