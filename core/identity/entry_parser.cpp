// From the text of a file to an Entry. Everything that is not as the schema says is a finding.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/identity/condition.hpp"
#include "core/identity/entry.hpp"
#include "core/identity/entry_fields.hpp"
#include "core/identity/entry_rules.hpp"
#include "core/identity/grammar.hpp"

#include <algorithm>
#include <variant>

namespace ferry::identity {
namespace {

const TextRule kAny{nullptr, ""};
const TextRule kAddress{is_web_address, "an address that begins with https:// or http://"};
const TextRule kSoftwareId{valid_software_id, "a software id (a-z 0-9 . + -)"};
const TextRule kSchemaRule{[](std::string_view text) { return text == kSchema; },
                           "the schema \"../../schema/software-1.json\""};
const TextRule kCategory{is_category, "one of the categories that CONTRIBUTING.md names"};
const TextRule kCondition{[](std::string_view text) { return parse_condition(text).has_value(); },
                          "a system or distribution, as in debian or ubuntu>=22.04"};
const TextRule kPath{is_settings_path,
                     "a path below {home}, {config}, {data}, {roaming}, {local}, {app_support}, "
                     "{preferences} or {documents}"};
const TextRule kFormat{is_settings_format,
                       "binary, ini, json, lua, script, sqlite, text, toml, xml or yaml"};
const TextRule kPathSystem{[](std::string_view text) {
                               return std::find(kPathKeys.begin(), kPathKeys.end(), text) !=
                                      kPathKeys.end();
                           },
                           "windows, macos, linux or flatpak"};
const TextRule kPattern{is_settings_pattern, "a relative path, with * and ? where it varies"};
const TextRule kNamePattern{is_name_pattern,
                            "a display name that begins with three plain characters"};
const TextRule kComponent{is_component_id, "an id of letters, digits, dots, hyphens"};

constexpr std::string_view kWindowsTrace[] = {"name", "publisher"};
constexpr std::string_view kMacTrace[] = {"bundle"};
constexpr std::string_view kLinuxTrace[] = {"desktop"};

/// A list, or the one thing that stands in its place.
std::vector<const JsonNode*> alternatives(const JsonNode& value) {
    if (value.kind != JsonNode::Kind::List) return {&value};
    std::vector<const JsonNode*> all;
    for (const auto& item : value.items)
        all.push_back(&item);
    return all;
}

EntryPackage package_of(const JsonNode& node, const InstallerId& installer,
                        Complaints& complaints) {
    const TextRule any;
    EntryPackage package;
    const auto what = "the " + installer.text + " package";
    std::size_t line = node.line;
    if (node.kind == JsonNode::Kind::Text) {
        package.id.text = text_of(node, what, any, complaints);
    } else if (object_with(node, what, kPackageKeys, complaints)) {
        package.id.text = required_text_of(node, "id", any, complaints);
        if (const auto* id = node.find("id")) line = id->line;
        if (const auto* on = node.find("on"))
            package.on = text_of(*on, "\"on\"", kCondition, complaints);
        package.install = texts_of(node, "install", any, complaints);
        package.needs = texts_of(node, "needs", any, complaints);
        if (const auto* note = node.find("note"))
            package.note = text_of(*note, "\"note\"", kAny, complaints);
    }
    if (package.id.empty()) return package;
    const auto checked = check_native_id(installer, package.id.text);
    if (!checked) complaints.error(line, checked.error().message);
    return package;
}

/// Two packages that are the same where both conditions hold: the second could never be reached.
void check_distinct(const std::vector<EntryPackage>& packages, const InstallerId& installer,
                    std::size_t line, Complaints& complaints) {
    const auto same = [&](const EntryPackage& left, const EntryPackage& right) {
        return comparable_id(installer, left.id.text) == comparable_id(installer, right.id.text) &&
               may_overlap(parse_condition(left.on).value_or(Condition{}),
                           parse_condition(right.on).value_or(Condition{}));
    };
    for (std::size_t i = 1; i < packages.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (same(packages[k], packages[i]))
                complaints.error(line, installer.text + " " + packages[i].id.text +
                                           " stands twice for the same system");
        }
    }
}

void read_packages(const JsonNode& node, ParsedEntry& parsed, Complaints& complaints) {
    if (node.kind != JsonNode::Kind::Object) {
        complaints.error(node.line, "\"packages\" has to be an object, {\"apt\": \"...\"}");
        return;
    }
    check_sorted(node, "packages", complaints);
    for (const auto& [key, line, value] : node.members) {
        const InstallerId installer{key};
        if (!valid_installer_id(key)) {
            complaints.error(line, "\"" + printable(key) + "\" is no installer");
            continue;
        }
        if (!is_known_installer(installer))
            complaints.warning(line, "no installer of Ferry is called \"" + key + "\"");
        auto& packages = parsed.entry.packages[installer];
        for (const auto* item : alternatives(value)) {
            packages.push_back(package_of(*item, installer, complaints));
            parsed.lines.packages[installer].push_back(item->line);
        }
        if (packages.empty()) complaints.error(line, "\"" + key + "\" lists no package");
        check_distinct(packages, installer, line, complaints);
    }
}

TraceRule trace_of(const JsonNode& node, std::string_view system, Complaints& complaints) {
    const auto what = "the " + std::string(system) + " trace";
    TraceRule rule;
    if (system == "windows" && object_with(node, what, kWindowsTrace, complaints)) {
        rule.name = required_text_of(node, "name", kNamePattern, complaints);
        if (const auto* publisher = node.find("publisher"))
            rule.publisher = text_of(*publisher, "\"publisher\"", kAny, complaints);
    } else if (system == "macos" && object_with(node, what, kMacTrace, complaints)) {
        rule.bundle = required_text_of(node, "bundle", kComponent, complaints);
    } else if (system == "linux" && object_with(node, what, kLinuxTrace, complaints)) {
        rule.desktop = required_text_of(node, "desktop", kComponent, complaints);
        if (rule.desktop.ends_with(".desktop"))
            complaints.error(node.line, "\"desktop\" is written without its \".desktop\"");
    }
    return rule;
}

void read_traces(const JsonNode& node, Entry& entry, Complaints& complaints) {
    if (!object_with(node, "\"traces\"", kSystems, complaints)) return;
    for (const auto& [system, line, value] : node.members) {
        auto& rules = entry.traces[system];
        for (const auto* item : alternatives(value))
            rules.push_back(trace_of(*item, system, complaints));
        if (rules.empty()) complaints.error(line, "\"" + system + "\" lists no trace");
    }
}

SettingsRule settings_of(const JsonNode& node, Complaints& complaints) {
    SettingsRule rule;
    if (!object_with(node, "a settings rule", kSettingsKeys, complaints)) return rule;
    rule.name = required_text_of(node, "name", kAny, complaints);
    if (const auto* format = node.find("format"))
        rule.format = text_of(*format, "\"format\"", kFormat, complaints);
    rule.include = texts_of(node, "include", kPattern, complaints);
    rule.never = texts_of(node, "never", kPattern, complaints);
    rule.unconfirmed = texts_of(node, "unconfirmed", kPathSystem, complaints);
    const auto* paths = node.find("paths");
    if (paths == nullptr) {
        complaints.error(node.line, "\"paths\" is missing");
    } else if (object_with(*paths, "\"paths\"", kPathKeys, complaints)) {
        for (const auto& [system, line, value] : paths->members)
            rule.paths[system] = text_of(value, "\"" + system + "\"", kPath, complaints);
        if (rule.paths.empty()) complaints.error(paths->line, "\"paths\" names no system");
    }
    return rule;
}

void read_settings(const JsonNode& node, Entry& entry, Complaints& complaints) {
    if (node.kind != JsonNode::Kind::List || node.items.empty()) {
        complaints.error(node.line, "\"settings\" has to be a list of objects, [{...}]");
        return;
    }
    for (const auto& item : node.items) {
        auto rule = settings_of(item, complaints);
        const bool taken =
            std::any_of(entry.settings.begin(), entry.settings.end(),
                        [&](const SettingsRule& other) { return other.name == rule.name; });
        if (taken && !rule.name.empty())
            complaints.error(item.line, "two settings are called \"" + printable(rule.name) + "\"");
        entry.settings.push_back(std::move(rule));
    }
}

void read_like(const JsonNode& root, ParsedEntry& parsed, Complaints& complaints) {
    const auto* node = root.find("like");
    if (node == nullptr) return;
    for (auto& id : texts_of(root, "like", kSoftwareId, complaints)) {
        const auto item = std::find_if(node->items.begin(), node->items.end(),
                                       [&](const JsonNode& one) { return one.text == id; });
        if (id == parsed.entry.id.text)
            complaints.error(item->line, "\"like\" names the entry itself");
        parsed.entry.like.push_back({std::move(id)});
        parsed.lines.like.push_back(item->line);
    }
}

void check_whole(const JsonNode& root, const Entry& entry, Complaints& complaints) {
    if (entry.packages.empty() && entry.traces.empty())
        complaints.error(root.line, "the entry has neither packages nor traces");
    if (entry.proposed && entry.evidence.empty())
        complaints.error(root.line, "a proposed entry says why: \"evidence\" is missing");
    const auto place = entry_path(entry.id, entry.proposed);
    if (!entry.id.empty() && entry.file != place)
        complaints.error(root.find("id")->line,
                         "the id \"" + entry.id.text + "\" belongs into the file " + place);
}

void read_entry(const JsonNode& root, ParsedEntry& parsed, Complaints& complaints) {
    auto& entry = parsed.entry;
    if (!object_with(root, "the entry", kEntryKeys, complaints)) return;
    required_text_of(root, "$schema", kSchemaRule, complaints);
    entry.id.text = required_text_of(root, "id", kSoftwareId, complaints);
    if (const auto* id = root.find("id")) parsed.lines.id = id->line;
    entry.name = required_text_of(root, "name", kAny, complaints);
    entry.homepage = required_text_of(root, "homepage", kAddress, complaints);
    entry.category = required_text_of(root, "category", kCategory, complaints);
    if (const auto* packages = root.find("packages")) read_packages(*packages, parsed, complaints);
    if (const auto* traces = root.find("traces")) read_traces(*traces, entry, complaints);
    if (const auto* settings = root.find("settings")) read_settings(*settings, entry, complaints);
    read_like(root, parsed, complaints);
    entry.evidence = texts_of(root, "evidence", kAny, complaints);
    check_whole(root, entry, complaints);
}

} // namespace

std::string entry_path(const SoftwareId& id, bool proposed) {
    return (proposed ? "proposed/" : "software/") + id.text.substr(0, 1) + "/" + id.text + ".json";
}

ParsedEntry parse_entry(const std::string& file, std::string_view text) {
    ParsedEntry parsed;
    Complaints complaints(file);
    parsed.entry.file = file;
    parsed.entry.proposed = file.starts_with("proposed/");
    if (text.size() > kMaxEntryBytes) {
        complaints.error(0, std::to_string(text.size()) + " bytes, more than the limit of " +
                                std::to_string(kMaxEntryBytes));
    } else {
        const auto tree = parse_json_tree(text);
        if (const auto* fault = std::get_if<JsonFault>(&tree))
            complaints.error(fault->line, fault->what);
        else
            read_entry(std::get<JsonNode>(tree), parsed, complaints);
    }
    parsed.findings = complaints.take();
    return parsed;
}

} // namespace ferry::identity
