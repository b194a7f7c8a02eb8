// Inventory as JSON; the names of the fields are a promise (DESIGN.md, section 8).
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/inventory_json.hpp"

#include "core/base/json.hpp"
#include "core/cli/context.hpp"

#include <nlohmann/json.hpp>

namespace ferry::cli {

using nlohmann::json;

json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

json problems_json(const std::vector<Problem>& problems) {
    auto list = json::array();
    for (const auto& problem : problems)
        list.push_back({{"installer", text_or_null(problem.subject)},
                        {"what", problem.what},
                        {"next", text_or_null(problem.next)}});
    return list;
}

json device_json(const Device& device) {
    return {{"name", device.name},
            {"os", device.os},
            {"os_version", text_or_null(device.os_version)},
            {"distribution", text_or_null(device.distribution)},
            {"arch", device.arch}};
}

json package_json(const InstallerId& installer, const Package& package,
                  const std::optional<identity::Recognition>& recognition) {
    json row = {{"installer", installer.text},
                {"id", package.id.text},
                {"version", text_or_null(package.version)},
                {"arch", text_or_null(package.arch)},
                {"name", package.name.empty() ? package.id.text : package.name},
                {"kind", text_or_null(package.kind)},
                {"scope", text_or_null(to_text(package.scope))},
                {"origin", text_or_null(package.origin)},
                {"publisher", text_or_null(package.publisher)},
                {"explicit", nullptr},
                {"held", package.held},
                {"broken", package.broken},
                {"base", package.base},
                {"software", nullptr},
                {"why", nullptr}};
    if (package.reason != Reason::Unknown) row["explicit"] = package.reason == Reason::Explicit;
    if (recognition) {
        row["software"] = recognition->software.text;
        row["why"] = identity::to_text(recognition->why);
    }
    return row;
}

json trace_json(const Trace& trace, const std::optional<identity::Recognition>& recognition) {
    return {{"source", trace.source},
            {"name", text_or_null(trace.name)},
            {"version", text_or_null(trace.version)},
            {"publisher", text_or_null(trace.publisher)},
            {"key", trace.key},
            {"software", recognition ? json(recognition->software.text) : json()},
            {"why", recognition ? json(identity::to_text(recognition->why)) : json()}};
}

void print_json(Context& context, const json& document) {
    context.terminal().out(dump_json(document) + "\n");
}

} // namespace ferry::cli
