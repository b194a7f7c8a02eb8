// What all readers share.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/manifest_builder.hpp"

#include "core/base/text.hpp"
#include "core/model/grammar.hpp"

#include <utility>

namespace ferry::formats {
namespace {

constexpr std::size_t kShown = 60;

/// Equal for two spellings of one package.
PackageRef folded(const PackageRef& ref) {
    const auto small = lower(ref.id.text);
    return same_native_id(ref.installer, ref.id.text, small) ? PackageRef{ref.installer, {small}}
                                                             : ref;
}

} // namespace

Result<std::string_view> checked_text(std::string_view content) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF"; // some Windows editors put it there
    if (content.size() > kMaxManifestBytes)
        return Error{Code::BadData, std::to_string(content.size()) +
                                        " bytes; a manifest has at most " +
                                        std::to_string(kMaxManifestBytes)};
    if (content.starts_with(kMark)) content.remove_prefix(kMark.size());
    if (content.find('\0') != std::string_view::npos)
        return Error{Code::BadData, "a NUL byte; is this UTF-16? save it as UTF-8"};
    if (!valid_utf8(content))
        return Error{Code::BadData, "not valid UTF-8; save the file as UTF-8"};
    return content;
}

std::string shown(std::string_view text) {
    text = trimmed(text);
    const bool cut = text.size() > kShown;
    return "\"" + printable(text.substr(0, kShown)) + (cut ? "...\"" : "\"");
}

ManifestBuilder::ManifestBuilder(std::string format) {
    report_.value.format = std::move(format);
}

bool ManifestBuilder::add(Entry entry) {
    if (!valid_native_id(entry.ref.installer, entry.ref.id.text)) {
        note(entry.line,
             shown(entry.ref.id.text) + " is no " + entry.ref.installer.text +
                 " id; it would have to be " + std::string(native_id_rule(entry.ref.installer)),
             "left out; correct the id if it is a slip");
        return false;
    }
    auto& entries = report_.value.entries;
    const auto [known, fresh] = seen_.try_emplace(folded(entry.ref), entries.size());
    if (fresh) {
        entries.push_back(std::move(entry));
        return true;
    }
    const auto& first = entries[known->second];
    if (first.version != entry.version || first.origin != entry.origin)
        note(entry.line,
             entry.ref.text() + " is named twice; line " + std::to_string(first.line) + " counts");
    return true;
}

void ManifestBuilder::note(std::size_t line, std::string what, std::string next) {
    report_.problems.push_back(
        {"line " + std::to_string(line), std::move(what), std::move(next), Code::BadData});
}

Report<Manifest> ManifestBuilder::finish() {
    return std::move(report_);
}

} // namespace ferry::formats
