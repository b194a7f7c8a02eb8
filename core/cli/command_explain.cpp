// ferry explain: why something is, or is not, recognised, and what it would be elsewhere.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/catalog_words.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/cli/inventory_json.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ferry::cli {
namespace {

using identity::Catalog;
using identity::Recognition;
using nlohmann::json;

/// What was asked, as a software id, a package, or a native id of whatever installer knows it.
std::optional<Recognition> recognition_of(const Catalog& catalog, const std::string& asked) {
    if (const auto software = catalog.find(SoftwareId{asked}))
        return Recognition{software->id,
                           software->name,
                           software->proposed ? identity::Why::Proposed : identity::Why::Curated,
                           {"\"" + asked + "\" is the id of a catalog entry"}};
    if (const auto ref = parse_package_ref(asked)) return catalog.recognise(*ref);
    for (const auto* installer : {"apt", "dnf", "flatpak", "winget", "choco"}) {
        if (const auto known = catalog.recognise(PackageRef{{installer}, {asked}})) return known;
    }
    for (const auto* kind : {"cask:", "formula:"}) {
        if (const auto known = catalog.recognise(PackageRef{{"brew"}, {kind + asked}}))
            return known;
    }
    return std::nullopt;
}

std::string words_for_unknown(const Catalog& catalog, const std::string& asked) {
    std::string words = "\"" + asked + "\" is not in the catalog (" + catalog.origin() + ")";
    std::string separator = "; near it: ";
    for (const auto& id : catalog.search(asked, 3)) {
        words += separator + id.text;
        separator = ", ";
    }
    return words;
}

class Explain final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("WHAT", what_, "a software id, INSTALLER:ID, or a native id").required();
    }

    Result<ExitStatus> run(Context& context) override {
        const auto catalog = context.catalog();
        if (!catalog) return catalog.error();
        const auto known = recognition_of(**catalog, what_);
        const auto software = known ? (*catalog)->find(known->software) : std::nullopt;
        if (context.options.json) {
            print_json(context, as_json(known, software));
            return known ? ExitStatus::Done : ExitStatus::Failed;
        }
        if (!software) return Error{Code::NotFound, words_for_unknown(**catalog, what_)};
        context.terminal().out(software->id.text + ": " + software->name + " (" +
                               identity::to_text(known->why) + ")\n");
        for (const auto& sentence : known->evidence)
            context.terminal().out("  because " + sentence + "\n");
        context.terminal().out(packages_text(*software, context.device()));
        return ExitStatus::Done;
    }

private:
    json as_json(const std::optional<Recognition>& known,
                 const std::optional<identity::Software>& software) const {
        json document = {{"schema", 1},
                         {"asked", what_},
                         {"software", nullptr},
                         {"why", nullptr},
                         {"evidence", json::array()},
                         {"packages", json::object()}};
        if (!known || !software) return document;
        document["software"] = known->software.text;
        document["why"] = identity::to_text(known->why);
        document["evidence"] = known->evidence;
        document["packages"] = packages_json(*software);
        return document;
    }

    std::string what_;
};

} // namespace

CommandRow explain_command() {
    return {"explain", "why something is, or is not, recognised",
            "  ferry explain firefox\n"
            "  ferry explain winget:Mozilla.Firefox\n"
            "  ferry explain firefox-esr --json",
            make_command<Explain>};
}

} // namespace ferry::cli
