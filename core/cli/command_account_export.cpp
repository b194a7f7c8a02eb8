// ferry account export FILE: what the server has of the account, as one JSON file.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.hpp"
#include "core/base/json.hpp"
#include "core/cli/account.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/sync/account_export.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace ferry::cli {
namespace {

using nlohmann::json;

json time_or_null(std::int64_t time) {
    return time == 0 ? json() : json(iso8601(time));
}

json inventories(const sync::AccountExport& all, const std::string& device) {
    auto list = json::array();
    for (const auto& stream : all.streams) {
        if (stream.device_id != device) continue;
        auto packages = json::array();
        for (const auto& package : stream.snapshot.packages)
            packages.push_back(package_json({stream.installer}, package, std::nullopt));
        list.push_back({{"installer", stream.installer}, {"packages", packages}});
    }
    return list;
}

json log_json(const sync::AuditTrail& trail) {
    auto entries = json::array();
    for (const auto& entry : trail.entries)
        entries.push_back({{"sequence", entry.sequence},
                           {"at", time_or_null(entry.at)},
                           {"device", entry.device_id},
                           {"action", entry.action},
                           {"subject", text_or_null(entry.subject)},
                           {"detail", text_or_null(entry.detail)},
                           {"hash", entry.hash}});
    return {{"previous", text_or_null(trail.previous)},
            {"entries", entries},
            {"first_altered", trail.first_altered ? json(*trail.first_altered) : json()}};
}

/// What their manifests say; the files themselves come with ferry depot get.
json depot_json(const std::vector<protocol::DepotItem>& items) {
    auto list = json::array();
    for (const auto& item : items) {
        const auto manifest = parse_json(item.manifest);
        list.push_back({{"id", item.id},
                        {"received", time_or_null(item.received)},
                        {"manifest", manifest ? *manifest : json()}});
    }
    return list;
}

json document(const sync::AccountExport& all, const std::string& server) {
    auto devices = json::array();
    for (const auto& info : all.devices) {
        auto row = device_json(info.device);
        row["id"] = info.id;
        row["imported"] = info.imported;
        row["created"] = time_or_null(info.created);
        row["last_seen"] = time_or_null(info.last_seen);
        row["revoked"] = time_or_null(info.revoked);
        row["inventories"] = inventories(all, info.id);
        devices.push_back(row);
    }
    auto history = json::array();
    for (const auto& row : all.history)
        history.push_back({{"device", row.device_id},
                           {"installer", row.installer},
                           {"id", row.id},
                           {"arch", text_or_null(row.arch)},
                           {"version", text_or_null(row.version)},
                           {"removed", time_or_null(row.removed)}});
    return {{"schema", 1},
            {"account",
             {{"name", all.account.account},
              {"id", all.account.account_id},
              {"server", server},
              {"created", time_or_null(all.account.created)}}},
            {"devices", devices},
            {"history", history},
            {"log", log_json(all.log)},
            {"depot", depot_json(all.depot)},
            {"whole_history", all.whole_history}};
}

class Export final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("FILE", file_, "where to; only you can read it").required();
    }
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto record = (*account)->state().account().load();
        const auto all = sync::export_account((*account)->parts());
        if (!all) return all.error();
        const auto server = record && *record ? (*record)->server : std::string();
        const auto text = dump_json(document(*all, server)) + "\n";
        const auto written = context.options.dry_run
                                 ? Result<void>()
                                 : context.files().replace(from_utf8(file_), text, true);
        if (!written) return written.error();
        context.say(std::string(context.options.dry_run ? "Would write " : "Wrote ") +
                    std::to_string(all->devices.size()) + " devices, " +
                    std::to_string(all->streams.size()) + " inventories and " +
                    std::to_string(all->history.size()) + " removed packages of " +
                    all->account.account + " to " + file_ +
                    ". Settings are not in it, since the server cannot read them; ferry settings "
                    "export FOLDER writes them.");
        if (!all->depot.empty())
            context.say("The " + std::to_string(all->depot.size()) +
                        " installer files of the depot are named in it; ferry depot get fetches "
                        "them.");
        if (!all->whole_history)
            context.say("The history of a device is longer than the server gives; the oldest "
                        "rows are not in the file.");
        return all->whole_history ? ExitStatus::Done : ExitStatus::Partly;
    }

private:
    std::string file_;
};

} // namespace

CommandRow account_export_command() {
    return {"account export", "all that the server has of the account, as one JSON file",
            "  ferry account export account.json", make_command<Export>};
}

} // namespace ferry::cli
