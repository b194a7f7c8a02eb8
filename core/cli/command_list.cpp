// ferry list: what is installed on this device, with the software it stands for.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/table.hpp"
#include "core/planner/planner.hpp"

#include <nlohmann/json.hpp>

#include <future>
#include <string>
#include <vector>

namespace ferry::cli {
namespace {

using nlohmann::json;

class List final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("--installer", installers_, "only this installer; may be repeated")
            .type_name("ID")
            .one_value();
        options.add_flag("--all", all_, "with dependencies and the system's own packages");
        options.add_flag("--unmapped", unmapped_, "only what the catalog does not know");
        options.add_flag("--traces", traces_, "also software that no installer manages");
    }

    Result<ExitStatus> run(Context& context) override {
        std::vector<InstallerId> only;
        for (const auto& id : installers_)
            only.push_back({id});
        auto& installers = context.installers();
        auto opening = std::async(std::launch::async, [&] { return context.catalog(); });
        const auto report = installers.inventory(only); // what takes longest begins at once
        const auto catalog = opening.get();
        if (!catalog) return catalog.error();

        if (context.options.json)
            print_as_json(context, **catalog, report);
        else
            print_as_table(context, **catalog, report);
        return exit_status(only, report);
    }

private:
    static ExitStatus exit_status(const std::vector<InstallerId>& only,
                                  const Report<std::vector<InstallerInventory>>& report) {
        if (report.clean()) return ExitStatus::Done;
        return report.value.empty() || !only.empty() ? ExitStatus::Failed : ExitStatus::Partly;
    }

    void print_as_json(Context& context, const identity::Catalog& catalog,
                       const Report<std::vector<InstallerInventory>>& report) const {
        json document = {{"schema", 1},
                         {"device", device_json(context.device())},
                         {"packages", json::array()},
                         {"traces", json::array()},
                         {"problems", problems_json(report.problems)}};
        for (const auto& installer : report.value) {
            for (const auto& package : installer.packages) {
                const auto known = catalog.recognise(PackageRef{installer.installer, package.id});
                if (unmapped_ && known) continue;
                document["packages"].push_back(package_json(installer.installer, package, known));
            }
            for (const auto& trace : installer.traces)
                document["traces"].push_back(
                    trace_json(trace, catalog.recognise(trace, context.device().os)));
        }
        print_json(context, document);
    }

    void print_as_table(Context& context, const identity::Catalog& catalog,
                        const Report<std::vector<InstallerInventory>>& report) const {
        Table table({"INSTALLER", "PACKAGE", "VERSION", "SOFTWARE", ""});
        std::size_t hidden = 0;
        for (const auto& installer : report.value) {
            for (const auto& package : installer.packages) {
                if (!all_ && !planner::asked_for(package)) {
                    ++hidden;
                    continue;
                }
                add_row(table, catalog, installer.installer, package);
            }
            if (traces_) add_traces(table, catalog, installer, context.device().os);
        }
        if (!table.empty()) context.terminal().out(table.text());
        for (const auto& problem : report.problems)
            context.complain(problem);
        if (hidden > 0)
            context.say(std::to_string(hidden) +
                        " dependencies and parts of the system are not shown; --all shows them");
    }

    void add_row(Table& table, const identity::Catalog& catalog, const InstallerId& installer,
                 const Package& package) const {
        const auto known = catalog.recognise(PackageRef{installer, package.id});
        if (unmapped_ && known) return;
        std::string notes;
        if (package.held) notes += "held ";
        if (package.broken) notes += "broken ";
        if (known && known->why == identity::Why::Proposed) notes += "unconfirmed ";
        table.add({installer.text, package.id.text, package.version,
                   known ? known->software.text : "-", notes});
    }

    void add_traces(Table& table, const identity::Catalog& catalog,
                    const InstallerInventory& installer, const std::string& os) const {
        for (const auto& trace : installer.traces) {
            const auto known = catalog.recognise(trace, os);
            if (unmapped_ && known) continue;
            table.add(
                {"-", trace.name, trace.version, known ? known->software.text : "-", trace.source});
        }
    }

    std::vector<std::string> installers_;
    bool all_ = false;
    bool unmapped_ = false;
    bool traces_ = false;
};

} // namespace

CommandRow list_command() {
    return {"list", "what is installed on this device",
            "  ferry list\n"
            "  ferry list --installer apt --all\n"
            "  ferry list --unmapped\n"
            "  ferry list --json | jq '.packages[] | select(.explicit)'",
            make_command<List>};
}

} // namespace ferry::cli
