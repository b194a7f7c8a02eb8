// ferry catalog stats: what a folder of entries covers, and how old it is.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.hpp"
#include "core/base/text.hpp"
#include "core/cli/catalog_git.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/table.hpp"
#include "core/identity/compile.hpp"
#include "core/identity/coverage.hpp"
#include "core/identity/popularity.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ferry::cli {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxListBytes = 64u << 20;

std::vector<std::pair<std::string, std::size_t>> rows_of(const identity::Coverage& sum) {
    return {{"curated", sum.curated},
            {"on_windows", sum.windows},
            {"on_macos", sum.macos},
            {"on_linux", sum.linux},
            {"on_all_three", sum.all_three},
            {"with_alternatives", sum.like},
            {"with_traces", sum.traces},
            {"with_settings", sum.settings},
            {"settings_on_two", sum.settings_two},
            {"settings_on_three", sum.settings_three},
            {"proposed", sum.proposed},
            {"proposed_on_all_three", sum.proposed_all_three}};
}

struct Popular {
    std::string kind;
    std::string file;
    identity::PopularCoverage covered;
};

class Stats final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("FOLDER", folder_, "a catalog: the folder that holds software/")
            .default_str("catalog");
        options
            .add_option("--popular", lists_,
                        "a list of popular packages, as winget=FILE: how many of them are known")
            .type_name("KIND=FILE");
        options.add_flag("--unknown", name_unknown_, "name the packages of the lists that are not");
    }

    Result<ExitStatus> run(Context& context) override {
        auto files = identity::read_entries(from_utf8(folder_));
        auto entries = identity::usable_entries(files.value);
        files.add(std::move(entries.problems));
        for (const auto& problem : files.problems)
            context.complain(problem);
        if (entries.value.empty()) return ExitStatus::Failed;
        const auto popular = read_lists(context, entries.value);
        if (!popular) return popular.error();
        const auto rows = rows_of(identity::coverage_of(entries.value));
        const auto folder = std::filesystem::absolute(from_utf8(folder_));
        const auto age = ask_catalog_git(context, {"age", to_utf8(folder)});
        if (!age) return age.error();
        context.options.json ? print_json(context, as_json(rows, *popular, *age))
                             : print(context, rows, *popular, *age);
        return files.clean() ? ExitStatus::Done : ExitStatus::Partly;
    }

private:
    using Rows = std::vector<std::pair<std::string, std::size_t>>;

    Result<std::vector<Popular>> read_lists(Context& context,
                                            const std::vector<identity::Entry>& entries) const {
        std::vector<Popular> all;
        for (const auto& list : lists_) {
            const auto equals = std::min(list.find('='), list.size());
            const auto name = list.substr(0, equals);
            const auto file = list.substr(std::min(equals + 1, list.size()));
            const auto kind = identity::kind_of(name);
            if (!kind || file.empty())
                return Error{Code::BadData, "--popular \"" + printable(list) +
                                                "\" is not KIND=FILE; kinds are " +
                                                identity::kind_names()};
            const auto text = context.files().read(from_utf8(file), kMaxListBytes);
            if (!text) return text.error();
            const auto ids = identity::parse_popular(*text);
            if (!ids) return ids.error().under(file);
            all.push_back({name, file, identity::cover(entries, *kind, *ids)});
        }
        return all;
    }

    json as_json(const Rows& rows, const std::vector<Popular>& popular, const json& age) const {
        json document{{"schema", 1}, {"age", age.contains("error") ? json(nullptr) : age}};
        for (const auto& [name, number] : rows)
            document[name] = number;
        auto lists = json::array();
        for (const auto& list : popular) {
            const auto& covered = list.covered;
            lists.push_back({{"kind", list.kind},
                             {"file", list.file},
                             {"listed", covered.listed},
                             {"curated", covered.curated},
                             {"on_a_second_system", covered.elsewhere},
                             {"proposed", covered.proposed},
                             {"unknown", covered.unknown}});
        }
        document["popular"] = lists;
        return document;
    }

    void print(Context& context, const Rows& rows, const std::vector<Popular>& popular,
               const json& age) const {
        Table table({"WHAT", "ENTRIES"});
        for (auto [name, number] : rows) {
            std::replace(name.begin(), name.end(), '_', ' ');
            table.add({name, std::to_string(number)});
        }
        context.terminal().out(table.text());
        Table lists({"POPULAR", "LISTED", "CURATED", "ON A SECOND SYSTEM", "PROPOSED", "UNKNOWN"});
        for (const auto& [kind, file, covered] : popular)
            lists.add({kind + " " + file, std::to_string(covered.listed),
                       std::to_string(covered.curated), std::to_string(covered.elsewhere),
                       std::to_string(covered.proposed), std::to_string(covered.unknown.size())});
        if (!lists.empty()) context.terminal().out("\n" + lists.text());
        for (const auto& list : popular) {
            if (name_unknown_ && !list.covered.unknown.empty())
                context.terminal().out("\n" + list.kind + ": " + join(list.covered.unknown, " ") +
                                       "\n");
        }
        if (age.contains("error")) return context.say("age: not known; " + git_error(age).message);
        const auto now = context.clock().now();
        const auto since = [&](const char* which) {
            return ago(age.value(which, std::int64_t{0}) * 1000, now);
        };
        context.terminal().out("\nlast changes: newest " + since("newest") + ", half of them by " +
                               since("median") + ", oldest " + since("oldest") + "\n");
    }

    std::string folder_ = "catalog";
    std::vector<std::string> lists_;
    bool name_unknown_ = false;
};

} // namespace

CommandRow catalog_stats_command() {
    return {"catalog stats", "what a folder of entries covers, in numbers",
            "  ferry catalog stats\n"
            "  ferry catalog stats --popular winget=top.tsv --popular brew_cask=casks.tsv\n"
            "  ferry catalog stats ~/our-team-catalog --json",
            make_command<Stats>};
}

} // namespace ferry::cli
