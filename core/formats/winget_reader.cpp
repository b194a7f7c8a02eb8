// Ids of winget's own sources are taken; whatever would act on the machine is dropped and named.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/winget_reader.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/formats/json_lines.hpp"
#include "core/formats/manifest_builder.hpp"
#include "core/formats/winget_sources.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace ferry::formats {
namespace {

using nlohmann::json;

constexpr const char* kSchemaAddress = "packages.schema.";

class WingetReader {
public:
    WingetReader(const json& root, std::string_view text) : root_(root), lines_(text) {}

    Result<Report<Manifest>> read() {
        if (!root_.is_object()) return bad("", "a winget export is a JSON object");
        if (const auto schema = read_schema(); !schema) return schema.error();
        note_unknown_keys(root_, "", {"$schema", "WinGetVersion", "CreationDate", "Sources"});
        const auto sources = list(root_, "", "Sources");
        if (!sources) return sources.error();
        for (std::size_t i = 0; i < (*sources)->size(); ++i) {
            const auto read = read_source((**sources)[i], "/Sources/" + std::to_string(i));
            if (!read) return read.error();
        }
        return builder_.finish();
    }

private:
    Error bad(const std::string& path, const std::string& words) const {
        return Error{Code::BadData, "line " + std::to_string(lines_.line_of(path)) + ": " + words};
    }

    /// Schema 1.0 names a package by "Id", 2.0 by "PackageIdentifier".
    Result<void> read_schema() {
        const auto found = root_.find("$schema");
        if (found == root_.end())
            return bad("", "\"$schema\" is missing; is this a winget export?");
        if (!found->is_string()) return bad("/$schema", "\"$schema\" is not a string");
        const auto address = found->get<std::string>();
        const auto at = address.find(kSchemaAddress);
        const auto version =
            at == std::string::npos ? "" : address.substr(at + std::string(kSchemaAddress).size());
        if (version != "1.0.json" && version != "2.0.json")
            return bad("/$schema", shown(address) + " is not understood; winget's schemas 1.0 and "
                                                    "2.0 are");
        id_key_ = version == "1.0.json" ? "Id" : "PackageIdentifier";
        return {};
    }

    Result<const json*> member(const json& object, const std::string& path,
                               const std::string& key) const {
        const auto found = object.find(key);
        if (found == object.end()) return bad(path, "\"" + key + "\" is missing");
        return &*found;
    }

    Result<const json*> list(const json& object, const std::string& path,
                             const std::string& key) const {
        const auto found = member(object, path, key);
        if (found && !(*found)->is_array())
            return bad(path + "/" + key, "\"" + key + "\" is not a list");
        return found;
    }

    /// Text of `key`; empty where it is absent or null.
    Result<std::string> text(const json& object, const std::string& path,
                             const std::string& key) const {
        const auto found = object.find(key);
        if (found == object.end() || found->is_null()) return std::string();
        if (!found->is_string()) return bad(path + "/" + key, "\"" + key + "\" is not a string");
        return found->get<std::string>();
    }

    void note_unknown_keys(const json& object, const std::string& path,
                           const std::vector<std::string>& known) {
        for (const auto& [key, value] : object.items()) {
            if (std::find(known.begin(), known.end(), key) == known.end())
                builder_.note(lines_.line_of(path + "/" + key), shown(key) + " is not understood");
        }
    }

    Result<void> read_source(const json& source, const std::string& path) {
        if (!source.is_object()) return bad(path, "a source is an object");
        const auto details = member(source, path, "SourceDetails");
        if (!details) return details.error();
        const auto details_path = path + "/SourceDetails";
        if (!(*details)->is_object())
            return bad(details_path, "\"SourceDetails\" is not an object");
        const auto packages = list(source, path, "Packages");
        if (!packages) return packages.error();
        note_unknown_keys(source, path, {"Packages", "SourceDetails"});
        const auto known = known_source(**details, details_path, (*packages)->size());
        if (!known) return known.error();
        for (std::size_t i = 0; i < (*packages)->size(); ++i) {
            const auto read =
                read_package((**packages)[i], path + "/Packages/" + std::to_string(i), *known);
            if (!read) return read.error();
        }
        return {};
    }

    /// Null, with a note, for a source that winget is not delivered with: it could give anything
    /// under a known id.
    Result<const WingetSource*> known_source(const json& details, const std::string& path,
                                             std::size_t packages) {
        const auto name = text(details, path, "Name");
        if (!name) return name.error();
        const auto identifier = text(details, path, "Identifier");
        if (!identifier) return identifier.error();
        const auto type = text(details, path, "Type");
        if (!type) return type.error();
        const auto argument = text(details, path, "Argument");
        if (!argument) return argument.error();
        const auto* source = winget_source(*identifier, *type);
        if (source == nullptr) {
            builder_.note(lines_.line_of(path),
                          "the source " + shown(*name) + " is not one of winget's own; its " +
                              std::to_string(packages) + " packages are left out",
                          "add them by hand if you trust it");
        } else if (!argument->empty() && *argument != source->argument &&
                   *argument != source->former_argument) {
            builder_.note(lines_.line_of(path + "/Argument"),
                          "the address " + shown(*argument) + " is not used; " +
                              std::string(source->name) + " is taken from where it is");
        }
        return source;
    }

    Result<void> read_package(const json& package, const std::string& path,
                              const WingetSource* source) {
        if (!package.is_object()) return bad(path, "a package is an object");
        if (!package.contains(id_key_)) return bad(path, "\"" + id_key_ + "\" is missing");
        const auto id = text(package, path, id_key_);
        if (!id) return id.error();
        const auto version = text(package, path, "Version");
        if (!version) return version.error();
        const auto scope = text(package, path, "Scope");
        if (!scope) return scope.error();
        if (source == nullptr) return {};
        const auto line = lines_.line_of(path);
        Entry entry{{{"winget"}, {*id}}, *version, std::string(source->name), Scope::Unknown, line};
        if (*scope == "user") entry.scope = Scope::User;
        if (*scope == "machine") entry.scope = Scope::System;
        if (builder_.add(std::move(entry))) note_dropped(package, path);
        return {};
    }

    void note_dropped(const json& package, const std::string& path) {
        for (const std::string key : {"InitialOverrideArguments", "InitialCustomSwitches"}) {
            if (package.contains(key))
                builder_.note(lines_.line_of(path + "/" + key),
                              "\"" + key +
                                  "\" is dropped: it would be run as arguments of the "
                                  "installer");
        }
        if (!json_text(package, "Channel").empty())
            builder_.note(lines_.line_of(path + "/Channel"), "\"Channel\" is not carried");
        note_unknown_keys(package, path,
                          {id_key_, "Version", "Scope", "Channel", "InitialOverrideArguments",
                           "InitialCustomSwitches"});
    }

    const json& root_;
    JsonLines lines_;
    std::string id_key_;
    ManifestBuilder builder_{"winget"};
};

} // namespace

Result<Report<Manifest>> read_winget(std::string_view content, const ReadOptions&) {
    const auto text = checked_text(content);
    if (!text) return text.error();
    const auto root = parse_json(*text);
    if (!root) return root.error();
    return WingetReader(*root, *text).read();
}

} // namespace ferry::formats
