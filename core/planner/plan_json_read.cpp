// Reading a plan that a person may have edited: every slip is named with its line.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/model/grammar.hpp"
#include "core/planner/plan_json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace ferry::planner {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxLines = 100'000;

Error bad(const std::string& words) {
    return Error{Code::BadData, words};
}

std::string in_quotes(std::string_view text) {
    return "\"" + printable(text.substr(0, 100)) + "\"";
}

/// Refuses keys that nobody reads: a misspelled "ticked" must not go unnoticed.
Result<void> check_keys(const json& object, const std::vector<std::string>& known) {
    for (const auto& [key, value] : object.items()) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        const auto near = nearest(key, known);
        return bad("unknown key " + in_quotes(key) +
                   (near.empty() ? "" : "; did you mean " + in_quotes(near) + "?"));
    }
    return {};
}

/// Text of `key`; empty where it is absent or null.
Result<std::string> optional_text(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return std::string();
    if (!found->is_string()) return bad(in_quotes(key) + " is not a string");
    return found->get<std::string>();
}

Result<PlanPackage> read_package(const json& value, bool will_be_installed) {
    if (!value.is_object()) return bad("not an object with \"installer\" and \"id\"");
    if (const auto keys = check_keys(value, {"installer", "id", "version"}); !keys)
        return keys.error();
    const auto installer = required_text(value, "installer");
    if (!installer) return installer.error();
    const auto id = required_text(value, "id");
    if (!id) return id.error();
    const auto version = optional_text(value, "version");
    if (!version) return version.error();
    if (!valid_installer_id(*installer)) return bad(in_quotes(*installer) + " is no installer");
    const PackageRef ref{{*installer}, {*id}};
    // What is on the other side is only shown, so it may be an id that is never installed here.
    if (will_be_installed && !valid_native_id(ref.installer, *id))
        return bad(in_quotes(*id) + " is no " + *installer + " id; it has to be " +
                   std::string(native_id_rule(ref.installer)));
    if (id->empty()) return bad("\"id\" is empty");
    return PlanPackage{ref, *version};
}

Result<std::optional<PlanPackage>> read_side(const json& line, const char* key) {
    const auto found = line.find(key);
    if (found == line.end() || found->is_null()) return std::optional<PlanPackage>();
    auto package = read_package(*found, std::string_view(key) == "to");
    if (!package) return package.error().under(in_quotes(key));
    return std::optional(std::move(*package));
}

Result<std::vector<PlanPackage>> read_choices(const json& line) {
    std::vector<PlanPackage> choices;
    const auto found = line.find("choices");
    if (found == line.end() || found->is_null()) return choices;
    if (!found->is_array()) return bad("\"choices\" is not a list");
    for (const auto& value : *found) {
        auto choice = read_package(value, true);
        if (!choice) return choice.error().under("\"choices\"");
        choices.push_back(std::move(*choice));
    }
    return choices;
}

Result<std::vector<std::string>> read_needs(const json& line) {
    std::vector<std::string> needs;
    const auto found = line.find("needs");
    if (found == line.end() || found->is_null()) return needs;
    if (!found->is_array()) return bad("\"needs\" is not a list");
    for (const auto& value : *found) {
        if (!value.is_string()) return bad("\"needs\" is not a list of strings");
        needs.push_back(value.get<std::string>());
    }
    return needs;
}

Result<LineKind> read_kind(const json& line) {
    const auto word = required_text(line, "line");
    if (!word) return word.error();
    const auto kind = line_kind_from_text(*word);
    if (!kind) return bad(in_quotes(*word) + " is no kind of line");
    return *kind;
}

Result<bool> read_tick(const json& line) {
    const auto found = line.find("ticked");
    if (found == line.end()) return bad("\"ticked\" is missing");
    if (!found->is_boolean()) return bad("\"ticked\" is not true or false");
    return found->get<bool>();
}

Result<void> check_tick(const PlanLine& line) {
    if (!line.ticked || line.to) return {};
    if (line.choices.empty()) return bad("ticked, but there is nothing to install");
    return bad("ticked, but \"to\" is null; copy one of \"choices\" there");
}

/// Puts what was read into `target`; the error of what was not is kept in `failed`.
template <typename T>
bool take(Result<T> result, T& target, std::optional<Error>& failed) {
    if (result) {
        target = std::move(*result);
        return true;
    }
    failed = result.error();
    return false;
}

Result<PlanLine> read_line(const json& value) {
    PlanLine line;
    std::string software;
    std::optional<Error> failed;
    const bool all = take(read_kind(value), line.kind, failed) &&
                     take(optional_text(value, "software"), software, failed) &&
                     take(optional_text(value, "name"), line.name, failed) &&
                     take(read_side(value, "from"), line.from, failed) &&
                     take(read_side(value, "to"), line.to, failed) &&
                     take(read_choices(value), line.choices, failed) &&
                     take(read_tick(value), line.ticked, failed) &&
                     take(optional_text(value, "reason"), line.reason, failed) &&
                     take(read_needs(value), line.needs, failed);
    if (!all) return *failed;
    if (!software.empty()) {
        if (!valid_software_id(software)) return bad(in_quotes(software) + " is no software id");
        line.software = SoftwareId{software};
    }
    if (const auto fits = check_tick(line); !fits) return fits.error();
    return line;
}

/// "line 4 (firefox)".
std::string place_of(std::size_t at, const json& value) {
    auto name = value.is_object() ? json_text(value, "software") : std::string();
    if (name.empty() && value.is_object()) name = json_text(value, "name");
    return "line " + std::to_string(at + 1) +
           (name.empty() ? "" : " (" + printable(name.substr(0, 60)) + ")");
}

Result<PlanLine> read_placed_line(std::size_t at, const json& value) {
    const auto place = place_of(at, value);
    if (!value.is_object()) return bad("not an object").under(place);
    const auto keys = check_keys(
        value, {"ticked", "line", "software", "name", "from", "to", "choices", "reason", "needs"});
    if (!keys) return keys.error().under(place);
    auto line = read_line(value);
    if (!line) return line.error().under(place);
    return line;
}

Result<void> check_head(const json& document) {
    if (!document.is_object()) return bad("a plan is a JSON object");
    const auto schema = document.find("schema");
    if (schema == document.end()) return bad("\"schema\" is missing; is this a plan?");
    if (*schema != 1)
        return bad("\"schema\" is not 1: the plan was made by another version of ferry; make it "
                   "again with ferry plan --json");
    if (!document.contains("lines") || !document["lines"].is_array())
        return bad("\"lines\" is not a list");
    if (document["lines"].size() > kMaxLines)
        return bad("more than " + std::to_string(kMaxLines) + " lines");
    return check_keys(document, {"schema", "from", "to", "lines", "problems"});
}

} // namespace

bool looks_like_plan(std::string_view text) {
    const auto document = parse_json(text);
    return document && document->is_object() && document->contains("schema") &&
           document->contains("lines");
}

Result<Plan> plan_from_json(std::string_view text) {
    const auto document = parse_json(text);
    if (!document) return document.error();
    if (const auto head = check_head(*document); !head) return head.error();
    Plan plan;
    std::optional<Error> failed;
    if (!take(optional_text(*document, "from"), plan.from, failed) ||
        !take(optional_text(*document, "to"), plan.to, failed))
        return *failed;
    const auto& lines = (*document)["lines"];
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto line = read_placed_line(i, lines[i]);
        if (!line) return line.error();
        plan.lines.push_back(std::move(*line));
    }
    return plan;
}

} // namespace ferry::planner
