// ferry plugin list: the installers that Ferry knows here, and how it reads them.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/table.hpp"

#include <nlohmann/json.hpp>

namespace ferry::cli {
namespace {

using nlohmann::json;

class PluginList final : public Command {
public:
    void configure(Options&) override {}

    Result<ExitStatus> run(Context& context) override {
        const auto report = context.installers().probe();
        const auto status = report.clean() ? ExitStatus::Done : ExitStatus::Partly;
        if (context.options.json) {
            auto list = json::array();
            for (const auto& plugin : report.value)
                list.push_back({{"id", plugin.id.text},
                                {"name", plugin.name},
                                {"file", plugin.file},
                                {"available", plugin.available},
                                {"version", text_or_null(plugin.version)},
                                {"note", text_or_null(plugin.note)}});
            print_json(
                context,
                {{"schema", 1}, {"plugins", list}, {"problems", problems_json(report.problems)}});
            return status;
        }
        Table table({"PLUGIN", "HERE", "VERSION", "NOTE"});
        for (const auto& plugin : report.value)
            table.add(
                {plugin.id.text, plugin.available ? "yes" : "no", plugin.version, plugin.note});
        if (!table.empty()) context.terminal().out(table.text());
        for (const auto& problem : report.problems)
            context.complain(problem);
        return status;
    }
};

} // namespace

CommandRow plugin_list_command() {
    return {"plugin list", "the installers known here, and how they are read",
            "  ferry plugin list\n"
            "  ferry plugin list --json",
            make_command<PluginList>};
}

} // namespace ferry::cli
