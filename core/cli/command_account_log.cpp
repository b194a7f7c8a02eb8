// ferry account log: who changed what about the account, checked.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.hpp"
#include "core/base/text.hpp"
#include "core/cli/account.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/table.hpp"
#include "core/sync/audit.hpp"
#include "core/sync/calls.hpp"
#include "core/sync/link.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace ferry::cli {
namespace {

using nlohmann::json;
using protocol::AuditEntry;
using Names = std::map<std::string, std::string>; // of devices, by id

std::string name_of(const Names& names, const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() ? id : found->second;
}

std::string what(const AuditEntry& entry, const Names& names) {
    static const std::map<std::string, std::string> words = {
        {"registered", "made the account"},
        {"login", "logged in"},
        {"login-new-device", "came in as a new device with the password"},
        {"paired", "came in as a new device with eight words"},
        {"account-key-changed", "made a new account key and revoked"},
        {"logged-out", "logged out"},
        {"password-changed", "changed the password"},
        {"recovery-code-changed", "made a new recovery code"},
        {"recovery-code-used", "came in with the recovery code"},
        {"recovered", "set password and recovery code anew"},
        {"device-imported", "imported"},
        {"device-renamed", "renamed a device to"},
        {"device-revoked", "revoked"}};
    const auto found = words.find(entry.action);
    auto text = found == words.end() ? entry.action : found->second;
    if (entry.subject.empty()) return text;
    return text + " " + (entry.detail.empty() ? name_of(names, entry.subject) : entry.detail);
}

json entry_json(const AuditEntry& entry, const Names& names) {
    return {{"sequence", entry.sequence},
            {"at", iso8601(entry.at)},
            {"device", {{"id", entry.device_id}, {"name", name_of(names, entry.device_id)}}},
            {"action", entry.action},
            {"subject", text_or_null(entry.subject)},
            {"detail", text_or_null(entry.detail)},
            {"hash", entry.hash}};
}

class Log final : public Command {
public:
    void configure(Options&) override {}
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto link = sync::make_link((*account)->parts());
        if (!link) return link.error();
        const auto trail = sync::audit_trail(*link->server, link->account.account_id);
        if (!trail) return trail.error();
        const auto devices = sync::devices(*link->server);
        if (!devices) return devices.error();
        Names names;
        for (const auto& info : *devices)
            names[info.id] = info.device.name;
        show(context, *trail, names);
        if (!trail->first_altered) return ExitStatus::Done;
        context.say("The log was altered: entry " + std::to_string(*trail->first_altered) +
                    " does not follow from the one before. Ask who runs the server, and look at "
                    "ferry devices for one that is not yours.");
        return ExitStatus::Failed;
    }

private:
    static void show(Context& context, const sync::AuditTrail& trail, const Names& names) {
        auto list = json::array();
        Table table({"WHEN", "DEVICE", "WHAT"});
        for (const auto& entry : trail.entries) {
            list.push_back(entry_json(entry, names));
            table.add({iso8601(entry.at), name_of(names, entry.device_id), what(entry, names)});
        }
        const json altered = trail.first_altered ? json(*trail.first_altered) : json();
        if (context.options.json)
            print_json(context, {{"schema", 1}, {"entries", list}, {"first_altered", altered}});
        else
            context.terminal().out(table.text());
    }
};

} // namespace

CommandRow account_log_command() {
    return {"account log", "who changed what about the account",
            "  ferry account log\n  ferry account log --json", make_command<Log>};
}

} // namespace ferry::cli
