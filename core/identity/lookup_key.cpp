// The writer and the reader of the index meet here: both derive keys in this file only.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/lookup_key.hpp"

#include "core/base/text.hpp"
#include "core/identity/bytes.hpp"
#include "core/identity/grammar.hpp"

#include <algorithm>
#include <string>

namespace ferry::identity {
namespace {

constexpr std::size_t kShortest = 3;
constexpr std::size_t kLongest = 24; // "Microsoft Visual Studio " still tells apart

/// A zero byte cannot occur in an id, so no two sequences of parts are written alike.
LookupKey joined(char kind, std::string_view first, std::string_view second) {
    std::string text(1, kind);
    text.append(first).append(1, '\0').append(second);
    return checksum(text);
}

} // namespace

LookupKey software_key(std::string_view id) {
    return joined('s', id, {});
}

LookupKey package_key(const InstallerId& installer, std::string_view comparable) {
    return joined('p', installer.text, comparable);
}

LookupKey trace_key(std::string_view system, std::string_view text) {
    return joined('t', system, lower(text));
}

std::vector<std::string_view> name_beginnings(std::string_view name) {
    std::vector<std::string_view> all;
    if (name.size() > kLongest) all.push_back(name);
    for (auto size = std::min(kLongest, name.size()); size >= kShortest; --size)
        all.push_back(name.substr(0, size));
    return all;
}

LookupKey key_of(std::string_view system, const TraceRule& rule) {
    if (system == "macos") return trace_key(system, rule.bundle);
    if (system == "linux") return trace_key(system, rule.desktop);
    const auto plain = std::string_view(rule.name).substr(0, rule.name.find_first_of("*?"));
    return trace_key(system, plain == rule.name ? plain : plain.substr(0, kLongest));
}

std::vector<LookupKey> keys_of(const Entry& entry) {
    std::vector<LookupKey> keys{software_key(entry.id.text)};
    for (const auto& [installer, packages] : entry.packages) {
        for (const auto& package : packages)
            keys.push_back(package_key(installer, comparable_id(installer, package.id.text)));
    }
    for (const auto& [system, rules] : entry.traces) {
        for (const auto& rule : rules)
            keys.push_back(key_of(system, rule));
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

} // namespace ferry::identity
