// Reading and writing what the depot commands take and show.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/depot_words.hpp"

#include "core/base/text.hpp"
#include "core/cli/table.hpp"

namespace ferry::cli {
namespace {

constexpr const char* kClearLine = "\r\033[K";

} // namespace

Result<void> read_target(const std::string& text, protocol::DepotManifest& manifest) {
    const auto range = text.find_first_of("<>=");
    manifest.os = std::string(trimmed(text.substr(0, range)));
    manifest.os_versions = range == std::string::npos ? "" : text.substr(range);
    if (manifest.os == "windows" || manifest.os == "macos" || manifest.os == "linux") return {};
    return Error{Code::BadData, "--os \"" + printable(text) +
                                    "\" is no system; write windows, macos or linux, with a range "
                                    "of versions where it matters: --os \"windows>=10\""};
}

std::string target_text(const protocol::DepotManifest& manifest) {
    auto text = manifest.os + manifest.os_versions;
    if (!manifest.distribution.empty()) text += " (" + manifest.distribution + ")";
    if (manifest.arch != "any") text += " " + manifest.arch;
    return text;
}

sync::TransferProgress shown_progress(Context& context, const std::string& what) {
    if (!context.terminal().err_is_terminal() || context.options.quiet || context.options.json)
        return {};
    return [&context, what](std::uint64_t done, std::uint64_t whole) {
        if (done >= whole) return context.terminal().err(kClearLine);
        context.terminal().err(kClearLine + printable(what) + ": " + human_bytes(done) + " of " +
                               human_bytes(whole) + ", " + std::to_string(done * 100 / whole) +
                               " %");
    };
}

std::string installed_words(const protocol::DepotManifest& manifest, const Outcome& outcome) {
    auto words =
        printable(manifest.software) + " " + printable(manifest.version) + " is installed.";
    if (!outcome.message.empty()) words += " " + printable(outcome.message);
    if (outcome.result == ResultClass::NeedsReboot)
        words += "\nA restart completes the installation.";
    return words;
}

depot::Target target_of(const Device& device) {
    return {device.os, device.os_version, device.distribution, device.arch};
}

depot::Offer offer_of(const protocol::DepotManifest& manifest) {
    return {manifest.software, manifest.version,     manifest.file,         manifest.format,
            manifest.os,       manifest.os_versions, manifest.distribution, manifest.arch,
            manifest.silent,   manifest.sha256,      manifest.size};
}

} // namespace ferry::cli
