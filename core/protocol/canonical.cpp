// Canonical states, differences between them, and their application.
// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/canonical.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace ferry::protocol {
namespace {

auto key_of(const Package& package) {
    return std::tie(package.id.text, package.arch);
}

bool before(const Package& left, const Package& right) {
    return key_of(left) < key_of(right);
}

} // namespace

void append_field(std::string& to, std::string_view field) {
    to += std::to_string(field.size());
    to += ':';
    to += field;
}

std::string canonical_line(const Package& package) {
    std::string text;
    for (const auto* field : {&package.id.text, &package.arch, &package.version, &package.name,
                              &package.origin, &package.publisher, &package.kind})
        append_field(text, *field);
    append_field(text, to_text(package.scope));
    append_field(text, to_text(package.reason));
    text += package.held ? 'h' : '-';
    text += package.broken ? 'b' : '-';
    text += package.base ? 's' : '-';
    text += '\n';
    return text;
}

std::string canonical_state(const std::vector<Package>& packages) {
    std::vector<const Package*> sorted;
    for (const auto& package : packages)
        sorted.push_back(&package);
    std::sort(sorted.begin(), sorted.end(),
              [](const auto* left, const auto* right) { return before(*left, *right); });
    std::string text = kCanonicalHead;
    for (const auto* package : sorted)
        text += canonical_line(*package);
    return text;
}

std::string canonical_device_state(const std::vector<StreamHead>& heads) {
    std::map<std::string, std::string> sorted;
    for (const auto& head : heads)
        sorted[head.installer] = head.hash;
    std::string text;
    for (const auto& [installer, hash] : sorted) {
        append_field(text, installer);
        append_field(text, hash);
        text += '\n';
    }
    return text;
}

Delta difference(const std::vector<Package>& old_state, const std::vector<Package>& new_state) {
    Delta delta;
    auto old_at = old_state.begin();
    for (const auto& package : new_state) {
        for (; old_at != old_state.end() && before(*old_at, package); ++old_at)
            delta.del.push_back({old_at->id.text, old_at->arch});
        const bool there = old_at != old_state.end() && key_of(*old_at) == key_of(package);
        if (!there || !(*old_at == package)) delta.set.push_back(package);
        if (there) ++old_at;
    }
    for (; old_at != old_state.end(); ++old_at)
        delta.del.push_back({old_at->id.text, old_at->arch});
    return delta;
}

Result<std::vector<Package>> applied(std::vector<Package> base, const Delta& delta) {
    std::map<PackageKey, Package> state;
    for (auto& package : base) {
        PackageKey key{package.id.text, package.arch};
        state[std::move(key)] = std::move(package);
    }
    for (const auto& key : delta.del) {
        if (state.erase(key) == 0)
            return Error{Code::BadData, "deletes " + key.id + ", which is not there"};
    }
    for (const auto& package : delta.set)
        state[{package.id.text, package.arch}] = package;
    std::vector<Package> result;
    for (auto& [key, package] : state)
        result.push_back(std::move(package));
    return result;
}

} // namespace ferry::protocol
