// ferry catalog lint: what a pull request must pass.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/identity/lint.hpp"
#include "core/identity/suggest/index_table.hpp"

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <vector>

namespace ferry::cli {
namespace {

using identity::Finding;
using nlohmann::json;

class Lint final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("FOLDER", folder_, "a catalog: the folder that holds software/")
            .default_str("catalog");
        options.add_flag("--overlay", overlay_, "the folder goes over the installed catalog");
        options
            .add_option("--index", index_, "tables of what installers offer; every id is looked up")
            .type_name("FOLDER");
        options
            .add_option("--only", only_,
                        "say only what concerns these entries, as a change has them")
            .type_name("FILE...");
    }

    Result<ExitStatus> run(Context& context) override {
        const identity::Catalog* below = nullptr;
        if (overlay_) {
            const auto catalog = context.catalog();
            if (!catalog) return catalog.error();
            below = *catalog;
        }
        const auto files = identity::read_entries(from_utf8(folder_));
        if (!files.clean())
            return Error{files.problems.front().code,
                         files.problems.front().subject + ": " + files.problems.front().what};
        const auto offered = index_.empty() ? Report<std::set<PackageRef>>{}
                                            : identity::read_index_ids(from_utf8(index_));
        if (!offered.clean())
            return Error{offered.problems.front().code,
                         offered.problems.front().subject + ": " + offered.problems.front().what};
        const auto findings = identity::concerning(
            identity::lint(files.value, below, index_.empty() ? nullptr : &offered.value), only_);
        const bool bad = identity::has_errors(findings);
        if (context.options.json)
            print_json(context, as_json(files.value.size(), findings));
        else
            for (const auto& finding : findings)
                context.terminal().out(finding.text() + "\n");
        context.say(std::to_string(files.value.size()) + " entries, " +
                    std::to_string(findings.size()) + " findings");
        return bad ? ExitStatus::Failed : ExitStatus::Done;
    }

private:
    static json as_json(std::size_t entries, const std::vector<Finding>& findings) {
        auto list = json::array();
        for (const auto& finding : findings) {
            const bool error = finding.severity == identity::Severity::Error;
            list.push_back({{"file", finding.file},
                            {"line", finding.line},
                            {"severity", error ? "error" : "warning"},
                            {"reason", finding.reason}});
        }
        return {{"schema", 1}, {"entries", entries}, {"findings", list}};
    }

    std::string folder_ = "catalog";
    bool overlay_ = false;
    std::string index_;
    std::vector<std::string> only_;
};

} // namespace

CommandRow catalog_lint_command() {
    return {"catalog lint", "what is wrong with a folder of entries, with file and line",
            "  ferry catalog lint\n"
            "  ferry catalog lint ~/our-team-catalog --overlay\n"
            "  ferry catalog lint --index tables\n"
            "  ferry catalog lint --only catalog/software/g/git.json",
            make_command<Lint>};
}

} // namespace ferry::cli
