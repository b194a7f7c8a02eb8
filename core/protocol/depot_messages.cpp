// Manifests of installer files, and how far an upload is.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/model/ids.hpp"
#include "core/protocol/depot.hpp"
#include "core/protocol/fields.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace ferry::protocol {
namespace {

using nlohmann::json;

constexpr std::size_t kMostItems = 100'000;
constexpr std::size_t kMostArguments = 64;
constexpr std::size_t kLongestArgument = 1024;
constexpr std::size_t kMostManifest = 128u << 10;
constexpr std::size_t kSignatureBytes = 64;

constexpr std::array<std::string_view, 8> kFormats{"deb", "rpm", "msi",      "exe",
                                                   "pkg", "dmg", "appimage", "archive"};
constexpr std::array<std::string_view, 3> kSystems{"windows", "macos", "linux"};

template <typename Words>
bool is_one_of(std::string_view word, const Words& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool has_controls(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool has_only(std::string_view text, std::string_view allowed) {
    return text.find_first_not_of(allowed) == std::string_view::npos;
}

/// Names that Windows gives to devices, whatever follows the first dot.
bool is_windows_device(std::string_view file) {
    constexpr std::array<std::string_view, 4> kDevices{"con", "prn", "aux", "nul"};
    const auto stem = lower(file.substr(0, file.find('.')));
    const bool is_numbered = stem.size() == 4 && stem[3] >= '0' && stem[3] <= '9' &&
                             (stem.starts_with("com") || stem.starts_with("lpt"));
    return is_numbered || is_one_of(stem, kDevices);
}

/// A plain name on every system: no way to another folder, no option, no hidden file.
bool is_file_name(std::string_view file) {
    if (file.empty() || file.size() > 200 || has_controls(file)) return false;
    if (file.find_first_of("/\\<>:\"|?*") != std::string_view::npos) return false;
    const bool ends_badly = file.back() == '.' || file.back() == ' ';
    return file.front() != '.' && file.front() != '-' && file.front() != ' ' && !ends_badly &&
           !is_windows_device(file);
}

bool is_dotted_number(std::string_view text) {
    const auto parts = split(text, '.');
    return parts.size() <= 6 && std::all_of(parts.begin(), parts.end(), [](const auto& part) {
               return !part.empty() && part.size() <= 9 && has_only(part, "0123456789");
           });
}

/// ">=10,<12": each part an order and a dotted number.
bool is_version_range(std::string_view text) {
    if (text.empty()) return true;
    const auto parts = split(text, ',');
    return std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
        for (const std::string_view order : {">=", "<=", ">", "<", "="})
            if (part.starts_with(order)) return is_dotted_number(part.substr(order.size()));
        return false;
    });
}

bool is_word(std::string_view text) {
    return !text.empty() && has_only(text, "abcdefghijklmnopqrstuvwxyz0123456789._-");
}

bool is_sha256(std::string_view text) {
    return text.size() == 64 && has_only(text, "0123456789abcdef");
}

std::vector<std::string> arguments_from(Fields& fields) {
    std::vector<std::string> arguments;
    for (const auto& item : fields.optional_list("silent", kMostArguments)) {
        const auto* text = item.get_ptr<const std::string*>();
        if (text == nullptr || text->size() > kLongestArgument || has_controls(*text))
            fields.note("\"silent\" holds what is no argument of at most " +
                        std::to_string(kLongestArgument) + " bytes without control characters");
        else
            arguments.push_back(*text);
    }
    return arguments;
}

void check_file(const DepotManifest& manifest, Fields& fields) {
    if (!is_file_name(manifest.file))
        fields.note("\"file\" is no plain file name: " + printable(manifest.file));
    if (!is_one_of(manifest.format, kFormats))
        fields.note("\"format\" is none of deb, rpm, msi, exe, pkg, dmg, appimage, archive: " +
                    printable(manifest.format));
    if (!is_sha256(manifest.sha256)) fields.note("\"sha256\" is not of 64 hex digits");
    if (manifest.size == 0 || manifest.size > kLargestDepotFile)
        fields.note("\"size\" is not from 1 byte to 8 GiB: " + std::to_string(manifest.size));
}

void check_target(const DepotManifest& manifest, Fields& fields) {
    if (!is_one_of(manifest.os, kSystems))
        fields.note("\"os\" is none of windows, macos, linux: " + printable(manifest.os));
    if (!is_version_range(manifest.os_versions))
        fields.note("\"os_versions\" is no range such as >=10,<12: " +
                    printable(manifest.os_versions));
    if (!manifest.distribution.empty() &&
        (manifest.os != "linux" || !is_word(manifest.distribution)))
        fields.note("\"distribution\" is no name of a Linux distribution: " +
                    printable(manifest.distribution));
    if (!is_word(manifest.arch))
        fields.note("\"arch\" is no architecture such as x86_64, aarch64 or any: " +
                    printable(manifest.arch));
}

void check_names(const DepotManifest& manifest, Fields& fields) {
    if (manifest.account_id.empty() || manifest.author.empty())
        fields.note("\"account_id\" or \"author\" is empty");
    if (!valid_software_id(manifest.software))
        fields.note("\"software\" is no software id: " + printable(manifest.software));
    if (manifest.version.empty() || has_controls(manifest.version))
        fields.note("\"version\" is empty or holds control characters");
}

DepotManifest manifest_from(Fields& fields) {
    DepotManifest manifest;
    manifest.account_id = fields.text("account_id", 64);
    manifest.software = fields.text("software", 128);
    manifest.version = fields.text("version", 128);
    manifest.file = fields.text("file", 255);
    manifest.format = fields.text("format", 16);
    manifest.os = fields.text("os", 16);
    manifest.os_versions = fields.optional_text("os_versions", 128);
    manifest.distribution = fields.optional_text("distribution", 64);
    manifest.arch = fields.text("arch", 32);
    manifest.silent = arguments_from(fields);
    manifest.sha256 = fields.text("sha256", 64);
    manifest.size = fields.number("size");
    manifest.author = fields.text("author", 64);
    manifest.time = fields.time("time");
    manifest.key_version = fields.number32("key_version", 1);
    check_names(manifest, fields);
    check_file(manifest, fields);
    check_target(manifest, fields);
    return manifest;
}

json item_to_json(const DepotItem& item) {
    return {{"id", item.id},
            {"manifest", base64(item.manifest)},
            {"signature", base64(item.signature)},
            {"received", item.received}};
}

DepotItem item_from(Fields& fields) {
    return {fields.text("id", 64), fields.bytes("manifest", kMostManifest),
            fields.bytes("signature", kSignatureBytes), fields.time("received")};
}

} // namespace

std::string format_of(std::string_view file) {
    const auto name = lower(file);
    for (const std::string_view format : kFormats)
        if (name.ends_with("." + std::string(format))) return std::string(format);
    for (const std::string_view end :
         {".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.zst", ".tar.bz2", ".7z"})
        if (name.ends_with(end)) return "archive";
    return "";
}

std::string encode(const DepotManifest& manifest) {
    return dump_json({{"account_id", manifest.account_id},
                      {"software", manifest.software},
                      {"version", manifest.version},
                      {"file", manifest.file},
                      {"format", manifest.format},
                      {"os", manifest.os},
                      {"os_versions", manifest.os_versions},
                      {"distribution", manifest.distribution},
                      {"arch", manifest.arch},
                      {"silent", manifest.silent},
                      {"sha256", manifest.sha256},
                      {"size", manifest.size},
                      {"author", manifest.author},
                      {"time", manifest.time},
                      {"key_version", manifest.key_version}});
}

template <>
Result<DepotManifest> decode<DepotManifest>(std::string_view text) {
    return read_message<DepotManifest>(text, manifest_from);
}

std::string encode(const DepotItem& item) {
    return dump_json(item_to_json(item));
}

template <>
Result<DepotItem> decode<DepotItem>(std::string_view text) {
    return read_message<DepotItem>(text, item_from);
}

std::string encode(const std::vector<DepotItem>& all) {
    auto items = json::array();
    for (const auto& item : all)
        items.push_back(item_to_json(item));
    return dump_json({{"items", items}});
}

template <>
Result<std::vector<DepotItem>> decode<std::vector<DepotItem>>(std::string_view text) {
    return read_items<DepotItem>(text, kMostItems, item_from);
}

std::string encode(const UploadRequest& request) {
    return dump_json({{"sha256", request.sha256}, {"size", request.size}});
}

template <>
Result<UploadRequest> decode<UploadRequest>(std::string_view text) {
    return read_message<UploadRequest>(text, [](Fields& fields) {
        UploadRequest request{fields.text("sha256", 64), fields.number("size")};
        if (!is_sha256(request.sha256)) fields.note("\"sha256\" is not of 64 hex digits");
        if (request.size == 0) fields.note("\"size\" is 0");
        return request;
    });
}

std::string encode(const UploadState& state) {
    return dump_json({{"offset", state.offset}, {"complete", state.complete}});
}

template <>
Result<UploadState> decode<UploadState>(std::string_view text) {
    return read_message<UploadState>(text, [](Fields& fields) {
        return UploadState{fields.number("offset"), fields.flag("complete")};
    });
}

} // namespace ferry::protocol
