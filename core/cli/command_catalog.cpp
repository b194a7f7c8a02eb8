// ferry catalog show / search: looking at the identity data.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/catalog_words.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/table.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace ferry::cli {
namespace {

using nlohmann::json;

json software_json(const identity::Software& software) {
    auto like = json::array();
    for (const auto& id : software.like)
        like.push_back(id.text);
    return {{"id", software.id.text},
            {"name", software.name},
            {"homepage", text_or_null(software.homepage)},
            {"category", text_or_null(software.category)},
            {"confirmed", !software.proposed},
            {"packages", packages_json(software)},
            {"like", like}};
}

class Show final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("SOFTWARE", id_, "a software id, as ferry list shows it").required();
    }

    Result<ExitStatus> run(Context& context) override {
        const auto catalog = context.catalog();
        if (!catalog) return catalog.error();
        const auto software = (*catalog)->find(SoftwareId{id_});
        if (!software) {
            const auto near = (*catalog)->search(id_, 1);
            return Error{
                Code::NotFound,
                "software \"" + id_ + "\" is not in the catalog" +
                    (near.empty() ? std::string() : "; did you mean " + near[0].text + "?")};
        }
        if (context.options.json) {
            auto document = software_json(*software);
            document["schema"] = 1;
            print_json(context, document);
            return ExitStatus::Done;
        }
        auto& out = context.terminal();
        out.out(software->id.text + ": " + software->name + "\n");
        if (!software->homepage.empty()) out.out("  " + software->homepage + "\n");
        if (software->proposed) out.out("  proposed from evidence, confirmed by nobody yet\n");
        out.out(packages_text(*software, context.device()));
        return ExitStatus::Done;
    }

private:
    std::string id_;
};

class Search final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("WORDS", words_, "part of an id or name").required();
        options.add_option("--limit", limit_, "how many at most").range(1, 1000);
    }

    Result<ExitStatus> run(Context& context) override {
        const auto catalog = context.catalog();
        if (!catalog) return catalog.error();
        const auto found = (*catalog)->search(join(words_, " "), static_cast<std::size_t>(limit_));
        auto list = json::array();
        Table table({"SOFTWARE", "NAME", "INSTALLERS"});
        for (const auto& id : found) {
            const auto software = (*catalog)->find(id);
            if (!software) continue;
            std::vector<std::string> installers;
            for (const auto& packages : software->packages)
                installers.push_back(packages.installer.text);
            table.add({software->id.text, software->name, join(installers, " ")});
            list.push_back(software_json(*software));
        }
        if (context.options.json)
            print_json(context, {{"schema", 1}, {"software", list}});
        else if (!table.empty())
            context.terminal().out(table.text());
        if (list.empty())
            context.say("nothing in the catalog is near \"" + join(words_, " ") + "\"");
        return ExitStatus::Done;
    }

private:
    std::vector<std::string> words_;
    int limit_ = 20;
};

} // namespace

CommandRow catalog_show_command() {
    return {"catalog show", "one software with its packages everywhere",
            "  ferry catalog show firefox\n"
            "  ferry catalog show firefox --json",
            make_command<Show>};
}

CommandRow catalog_search_command() {
    return {"catalog search", "find software by id or name, typing errors forgiven",
            "  ferry catalog search fierfox\n"
            "  ferry catalog search text editor --limit 5",
            make_command<Search>};
}

} // namespace ferry::cli
