// Recognition: hashes propose records, records decide, and several owners are no owner.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/layered_catalog.hpp"

#include "core/base/text.hpp"
#include "core/identity/grammar.hpp"
#include "core/identity/search.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ferry::identity {
namespace {

Software software_of(Entry entry) {
    Software software{
        std::move(entry.id),       std::move(entry.name),    std::move(entry.homepage),
        std::move(entry.category), entry.proposed,           {},
        std::move(entry.like),     std::move(entry.settings)};
    for (auto& [installer, packages] : entry.packages) {
        InstallerPackages group{installer, {}};
        for (auto& package : packages)
            group.packages.push_back(
                {std::move(package.id), std::move(package.on), std::move(package.needs)});
        software.packages.push_back(std::move(group));
    }
    return software;
}

std::string_view without_suffix(std::string_view text, std::string_view suffix) {
    return text.ends_with(suffix) ? text.substr(0, text.size() - suffix.size()) : text;
}

/// The system whose register speaks: a tree below a root may hold registers of several.
std::string system_of(const Trace& trace, const std::string& os) {
    if (trace.source == "uninstall-key") return "windows";
    if (trace.source == "bundle") return "macos";
    if (trace.source == "desktop-file" || trace.source == "appimage") return "linux";
    return os;
}

/// What the trace is looked up and compared by on this system.
std::string_view subject_of(const Trace& trace, std::string_view os) {
    if (os == "windows") return trace.name;
    return os == "linux" ? without_suffix(trace.key, ".desktop") : std::string_view(trace.key);
}

bool rule_fits(const TraceRule& rule, const Trace& trace, std::string_view os) {
    if (os == "windows")
        return matches_wildcard(rule.name, trace.name) &&
               (rule.publisher.empty() || matches_wildcard(rule.publisher, trace.publisher));
    const auto& wanted = os == "macos" ? rule.bundle : rule.desktop;
    return lower(wanted) == lower(subject_of(trace, os));
}

std::string words_of(const TraceRule& rule, const Trace& trace, std::string_view os) {
    if (os == "macos") return "the bundle " + rule.bundle;
    if (trace.source == "appimage") return "the AppImage " + trace.name;
    if (os == "linux") return "the desktop file " + rule.desktop;
    return "the display name \"" + rule.name + "\"" +
           (rule.publisher.empty() ? "" : " by \"" + rule.publisher + "\"");
}

std::size_t weight_of(const TraceRule& rule) {
    return rule.name.size() + rule.publisher.size() + rule.bundle.size() + rule.desktop.size();
}

} // namespace

const char* to_text(Why why) {
    switch (why) {
    case Why::Curated:
        return "curated";
    case Why::Proposed:
        return "proposed";
    case Why::Trace:
        return "trace";
    }
    return "";
}

LayeredCatalog::LayeredCatalog(std::vector<IndexReader> layers)
    : layers_(std::move(layers)), size_(count_shown()) {}

bool LayeredCatalog::shown(std::size_t layers, LookupKey software) const {
    while (layers-- > 0) {
        const auto numbers = layers_[layers].candidates(software);
        if (!numbers.empty()) return numbers.front() != kRemoved;
    }
    return false;
}

bool LayeredCatalog::hidden(std::size_t layer, LookupKey software) const {
    for (auto above = layer + 1; above < layers_.size(); ++above) {
        if (!layers_[above].candidates(software).empty()) return true;
    }
    return false;
}

/// Walks the layers above the first only: they are small, and opening has a budget.
std::size_t LayeredCatalog::count_shown() const {
    if (layers_.empty()) return 0;
    auto count = layers_.front().size();
    for (std::size_t layer = 1; layer < layers_.size(); ++layer) {
        for (std::uint32_t number = 0; number < layers_[layer].size(); ++number) {
            const auto record = layers_[layer].record(number);
            const auto head = record ? head_of(*record) : std::nullopt;
            if (head && !shown(layer, software_key(head->id))) ++count;
        }
        for (const auto key : layers_[layer].removed()) {
            if (shown(layer, key)) --count;
        }
    }
    return count;
}

std::vector<LayeredCatalog::Claim> LayeredCatalog::claims(const std::vector<LookupKey>& keys,
                                                          const Judge& judge) const {
    std::vector<Claim> found;
    for (auto layer = layers_.size(); layer-- > 0 && found.empty();) {
        for (const auto key : keys) {
            for (const auto number : layers_[layer].candidates(key)) {
                const auto record = layers_[layer].record(number);
                const auto head = record ? head_of(*record) : std::nullopt;
                if (!head || hidden(layer, software_key(head->id))) continue;
                auto claim = judge(*record);
                if (!claim) continue;
                claim->record = *record;
                claim->head = *head;
                claim->layer = layer;
                found.push_back(std::move(*claim));
            }
        }
    }
    return found;
}

Recognition LayeredCatalog::recognition(const Claim& claim, Why curated) const {
    const auto& head = claim.head;
    const auto layer = claim.layer == 0 ? "" : " of " + std::string(layers_[claim.layer].origin());
    Recognition known;
    known.software.text = head.id;
    known.name = head.name;
    known.why = head.proposed ? Why::Proposed : curated;
    known.evidence.push_back((head.proposed ? "proposed entry " : "catalog entry ") +
                             std::string(head.id) + claim.said + " (" + std::string(head.file) +
                             layer + ")");
    if (head.proposed) {
        if (auto whole = entry_of(claim.record))
            known.evidence.insert(known.evidence.end(), whole->evidence.begin(),
                                  whole->evidence.end());
    }
    return known;
}

/// Confirmed entries go before proposed ones, then the rule that says most. Where two say as much,
/// the package stays unknown: a wrong identity is worse than none.
std::optional<Recognition> LayeredCatalog::decide(std::vector<Claim> claims, Why curated) const {
    if (claims.empty()) return std::nullopt;
    const auto worse = [](const Claim& left, const Claim& right) {
        return std::make_tuple(!left.head.proposed, left.weight) <
               std::make_tuple(!right.head.proposed, right.weight);
    };
    const auto best = std::max_element(claims.begin(), claims.end(), worse);
    const bool equal = std::any_of(claims.begin(), claims.end(), [&](const Claim& other) {
        return other.head.id != best->head.id && !worse(other, *best);
    });
    if (equal) return std::nullopt;
    return recognition(*best, curated);
}

std::optional<Recognition> LayeredCatalog::recognise(const PackageRef& package) const {
    const auto comparable = comparable_id(package.installer, package.id.text);
    const auto judge = [&](std::string_view record) -> std::optional<Claim> {
        const auto id = package_in(record, package.installer, comparable);
        if (!id) return std::nullopt;
        Claim claim;
        claim.said = " lists " + package.installer.text + " " + std::string(*id);
        return claim;
    };
    return decide(claims({package_key(package.installer, comparable)}, judge), Why::Curated);
}

std::optional<Recognition> LayeredCatalog::recognise(const Trace& trace,
                                                     const std::string& device_os) const {
    const auto os = system_of(trace, device_os);
    const auto subject = subject_of(trace, os);
    std::vector<LookupKey> keys;
    const auto looked_up =
        os == "windows" ? name_beginnings(subject) : std::vector<std::string_view>{subject};
    for (const auto text : looked_up)
        keys.push_back(trace_key(os, text));
    const auto judge = [&](std::string_view record) -> std::optional<Claim> {
        const auto entry = entry_of(record);
        if (!entry) return std::nullopt;
        const auto rules = entry->traces.find(os);
        if (rules == entry->traces.end()) return std::nullopt;
        std::optional<Claim> best;
        for (const auto& rule : rules->second) {
            if (!rule_fits(rule, trace, os) || (best && weight_of(rule) <= best->weight)) continue;
            best.emplace();
            best->weight = weight_of(rule);
            best->said = " knows " + words_of(rule, trace, os);
        }
        return best;
    };
    return decide(claims(keys, judge), Why::Trace);
}

std::optional<Entry> LayeredCatalog::entry(const SoftwareId& id) const {
    const auto key = software_key(id.text);
    for (auto layer = layers_.size(); layer-- > 0;) {
        for (const auto number : layers_[layer].candidates(key)) {
            if (number == kRemoved) return std::nullopt;
            const auto record = layers_[layer].record(number);
            auto found = record ? entry_of(*record) : std::nullopt;
            if (found && found->id == id) return found;
        }
    }
    return std::nullopt;
}

std::optional<Software> LayeredCatalog::find(const SoftwareId& id) const {
    auto found = entry(id);
    if (!found) return std::nullopt;
    return software_of(std::move(*found));
}

std::vector<SoftwareId> LayeredCatalog::search(const std::string& words, std::size_t limit) const {
    const Query query(words);
    std::vector<std::tuple<std::size_t, std::size_t, std::string>> hits; // distance, length, id
    for (const bool typos : {false, true}) {
        if (hits.size() >= limit) break;
        hits.clear();
        for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
            for (std::uint32_t number = 0; number < layers_[layer].size(); ++number) {
                const auto record = layers_[layer].record(number);
                const auto head = record ? head_of(*record) : std::nullopt;
                if (!head) continue;
                const auto distance = query.distance(head->id, head->name, typos);
                if (distance && !hidden(layer, software_key(head->id)))
                    hits.emplace_back(*distance, head->name.size(), head->id);
            }
        }
    }
    std::sort(hits.begin(), hits.end());
    std::vector<SoftwareId> nearest;
    for (std::size_t i = 0; i < hits.size() && i < limit; ++i)
        nearest.push_back({std::get<2>(hits[i])});
    return nearest;
}

std::string LayeredCatalog::origin() const {
    if (layers_.empty()) return "an empty catalog";
    std::string words(layers_.front().origin());
    for (std::size_t layer = 1; layer < layers_.size(); ++layer)
        words += ", over it " + std::string(layers_[layer].origin());
    return words;
}

} // namespace ferry::identity
