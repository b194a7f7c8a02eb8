// Writing a plan: a line of the file per line of the plan, with what a person edits in front.
// SPDX-License-Identifier: Apache-2.0
#include "core/planner/plan_json.hpp"

#include <nlohmann/json.hpp>

namespace ferry::planner {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json package_json(const PlanPackage& package) {
    return {{"installer", package.ref.installer.text},
            {"id", package.ref.id.text},
            {"version", text_or_null(package.version)}};
}

Json package_or_null(const std::optional<PlanPackage>& package) {
    return package ? package_json(*package) : Json();
}

Json line_json(const PlanLine& line) {
    auto choices = Json::array();
    for (const auto& choice : line.choices)
        choices.push_back(package_json(choice));
    return {{"ticked", line.ticked},
            {"line", to_text(line.kind)},
            {"software", line.software ? Json(line.software->text) : Json()},
            {"name", line.name},
            {"from", package_or_null(line.from)},
            {"to", package_or_null(line.to)},
            {"choices", std::move(choices)},
            {"reason", text_or_null(line.reason)},
            {"needs", line.needs}};
}

Json problem_json(const Problem& problem) {
    return {{"installer", text_or_null(problem.subject)},
            {"what", problem.what},
            {"next", text_or_null(problem.next)}};
}

std::string dump(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <typename Items, typename ToJson>
std::string list_text(const Items& items, ToJson to_json_of) {
    std::string text = "[";
    for (const auto& item : items)
        text += (text.size() > 1 ? ",\n  " : "\n  ") + dump(to_json_of(item));
    return text + (items.empty() ? "]" : "\n]");
}

} // namespace

std::string to_json(const Plan& plan, const std::vector<Problem>& problems) {
    return "{\"schema\":1,\"from\":" + dump(plan.from) + ",\"to\":" + dump(plan.to) +
           ",\n\"lines\":" + list_text(plan.lines, line_json) +
           ",\n\"problems\":" + list_text(problems, problem_json) + "}\n";
}

} // namespace ferry::planner
