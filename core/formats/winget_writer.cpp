// In the layout that winget itself writes: tabs, sorted keys, a space on both sides of the colon.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/winget_writer.hpp"

#include "core/base/text.hpp"
#include "core/formats/checked_entries.hpp"
#include "core/formats/winget_sources.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ferry::formats {
namespace {

constexpr const char* kSchema = "https://aka.ms/winget-packages.schema.2.0.json";

using nlohmann::json;

std::string in_quotes(const std::string& text) {
    return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

/// By winget's schema. Inventories also hold what is none, as in "> 4.2".
bool is_version(const std::string& text) {
    return !text.empty() && text.size() <= 128 && printable(text) == text &&
           text.find_first_of("\\/:*?\"<>|") == std::string::npos;
}

std::string package_text(const Entry& entry) {
    std::string text =
        "\t\t\t\t{\n\t\t\t\t\t\"PackageIdentifier\" : " + in_quotes(entry.ref.id.text);
    if (is_version(entry.version)) text += ",\n\t\t\t\t\t\"Version\" : " + in_quotes(entry.version);
    return text + "\n\t\t\t\t}";
}

std::string details_text(const WingetSource& source) {
    const auto member = [](const char* key, std::string_view value) {
        return "\t\t\t\t\"" + std::string(key) + "\" : " + in_quotes(std::string(value));
    };
    return "\t\t\t\"SourceDetails\" : \n\t\t\t{\n" + member("Argument", source.argument) + ",\n" +
           member("Identifier", source.identifier) + ",\n" + member("Name", source.name) + ",\n" +
           member("Type", source.type) + "\n\t\t\t}\n";
}

std::string source_text(const WingetSource& source, const std::vector<const Entry*>& packages) {
    std::string text = "\t\t{\n\t\t\t\"Packages\" : \n\t\t\t[\n";
    for (const auto* package : packages)
        text += package_text(*package) + (package == packages.back() ? "\n" : ",\n");
    return text + "\t\t\t],\n" + details_text(source) + "\t\t}";
}

/// "2026-11-23T09:15:02.417-00:00".
std::string creation_date(UnixMillis created) {
    auto text = iso8601(created);
    text.pop_back(); // the Z
    const auto millis = std::to_string(1000 + created % 1000).substr(1);
    return text + "." + millis + "-00:00";
}

} // namespace

Report<std::string> write_winget(const std::vector<Entry>& entries, const WriteOptions& options) {
    Report<std::string> report;
    const auto checked = checked_entries(entries, {"winget"}, report.problems);
    std::string sources;
    for (const auto& source : kWingetSources) {
        std::vector<const Entry*> packages;
        for (const auto& entry : checked) {
            if (winget_source_of(entry.ref.id.text).name == source.name) packages.push_back(&entry);
        }
        if (packages.empty()) continue;
        sources += (sources.empty() ? "" : ",\n") + source_text(source, packages);
    }
    auto& text = report.value;
    text = "{\n\t\"$schema\" : " + in_quotes(kSchema);
    if (options.created != 0)
        text += ",\n\t\"CreationDate\" : " + in_quotes(creation_date(options.created));
    text += sources.empty() ? ",\n\t\"Sources\" : []"
                            : ",\n\t\"Sources\" : \n\t[\n" + sources + "\n\t]";
    text += "\n}\n";
    return report;
}

} // namespace ferry::formats
