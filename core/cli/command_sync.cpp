// ferry sync: report this inventory, fetch the others'.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/account.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/sync_words.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace ferry::cli {
namespace {

using nlohmann::json;

json summary_json(const sync::SyncSummary& summary) {
    auto sent = json::array();
    for (const auto& stream : summary.sent)
        sent.push_back({{"installer", stream.installer.text},
                        {"whole", stream.whole},
                        {"packages", stream.packages},
                        {"removed", stream.removed},
                        {"revision", stream.revision}});
    auto news = json::array();
    for (const auto& other : summary.news)
        news.push_back({{"device", other.name}, {"id", other.device_id}});
    auto depot = json::array();
    for (const auto& file : summary.depot.added)
        depot.push_back({{"id", file.id},
                         {"software", file.manifest.software},
                         {"version", file.manifest.version},
                         {"device", file.author}});
    return {{"schema", 1},
            {"sent", sent},
            {"news", news},
            {"depot", depot},
            {"problems", problems_json(summary.problems)}};
}

void tell(Context& context, const sync::SyncSummary& summary) {
    if (summary.unchanged()) context.say("Nothing is new, here or elsewhere.");
    for (const auto& stream : summary.sent)
        context.say("Reported " + stream.installer.text + ": " + std::to_string(stream.packages) +
                    (stream.whole ? " packages."
                                  : " changed, " + std::to_string(stream.removed) + " removed."));
    say_news(context, summary);
    if (summary.server_went_back)
        context.say("The server was restored from an older backup; everything of this device was "
                    "told again.");
}

class Sync final : public Command {
public:
    void configure(Options&) override {}
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        auto local = context.installers().inventory({});
        sync::SyncInput input{{context.device(), std::move(local.value)}, {}};
        const auto summary = sync::sync((*account)->parts(), input);
        for (const auto& problem : local.problems)
            context.complain(problem);
        if (!summary) return summary.error();
        for (const auto& problem : summary->problems)
            context.complain(problem);
        if (context.options.json)
            print_json(context, summary_json(*summary));
        else
            tell(context, *summary);
        return local.clean() && summary->problems.empty() ? ExitStatus::Done : ExitStatus::Partly;
    }
};

} // namespace

CommandRow sync_command() {
    return {"sync", "report what is installed here, learn what is installed elsewhere",
            "  ferry sync\n  ferry sync --json", make_command<Sync>};
}

} // namespace ferry::cli
