// What a cluster is called, and whether somebody has confirmed it already.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/suggest/suggest.hpp"

#include "core/base/text.hpp"
#include "core/identity/entry_rules.hpp"
#include "core/identity/grammar.hpp"
#include "core/identity/suggest/cluster.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace ferry::identity {
namespace {

PackageRef comparable(const PackageRef& ref) {
    return {ref.installer, {comparable_id(ref.installer, ref.id.text)}};
}

/// Whose names and homepages are best kept, first.
int standing(const PackageRef& ref) {
    constexpr std::string_view kOrder[] = {"brew:cask", "flatpak", "winget",      "choco",
                                           "apt",       "dnf",     "brew:formula"};
    const auto text = ref.text();
    for (std::size_t i = 0; i < std::size(kOrder); ++i) {
        if (text.starts_with(kOrder[i])) return static_cast<int>(i);
    }
    return static_cast<int>(std::size(kOrder));
}

std::string slug(const PackageRef& ref) {
    std::string text = ref.id.text;
    if (ref.installer.text == "brew") text = text.substr(text.find(':') + 1);
    if (ref.installer.text == "winget") text = text.substr(text.find('.') + 1);
    if (ref.installer.text == "flatpak") text = text.substr(text.rfind('.') + 1);
    text = lower(text);
    for (auto& c : text) {
        if (!valid_software_id(std::string("a") + c)) c = '-';
    }
    return text;
}

std::string category_of(std::string_view section, bool desktop) {
    static const std::map<std::string_view, const char*> sections = {
        {"games", "games"},         {"graphics", "graphics"},
        {"sound", "audio"},         {"video", "media"},
        {"net", "network"},         {"editors", "editor"},
        {"science", "science"},     {"math", "science"},
        {"database", "database"},   {"mail", "mail"},
        {"shells", "shell"},        {"devel", "devtool"},
        {"vcs", "devtool"},         {"admin", "system"},
        {"education", "education"}, {"electronics", "electronics"},
        {"utils", "utility"},       {"text", "utility"}};
    const auto found = sections.find(section.substr(section.rfind('/') + 1));
    if (found != sections.end()) return found->second;
    return desktop ? "utility" : "cli";
}

class Maker {
public:
    Maker(const std::vector<IndexPackage>& packages, const std::vector<Entry>& curated)
        : packages_(packages) {
        for (const auto& entry : curated) {
            taken_.insert(entry.id.text);
            for (const auto& [installer, list] : entry.packages) {
                for (const auto& package : list)
                    claimed_[comparable({installer, package.id})] = &entry;
            }
        }
    }

    Suggestions run() {
        for (const auto& cluster : clusters_of(packages_)) {
            const auto owners = owners_of(cluster);
            if (owners.empty())
                propose(cluster);
            else if (owners.size() == 1)
                note_additions(cluster, **owners.begin());
        }
        name_all();
        std::sort(all_.additions.begin(), all_.additions.end(),
                  [](const Addition& left, const Addition& right) {
                      return std::tie(left.software, left.package) <
                             std::tie(right.software, right.package);
                  });
        return std::move(all_);
    }

private:
    struct Draft {
        Entry entry;
        std::vector<std::string> ids; // wished, best first
    };

    std::set<const Entry*> owners_of(const Cluster& cluster) const {
        std::set<const Entry*> owners;
        for (const auto member : cluster.members) {
            const auto found = claimed_.find(comparable(packages_[member].ref));
            if (found != claimed_.end()) owners.insert(found->second);
        }
        return owners;
    }

    std::string words(const Link& link) const {
        std::vector<std::string> refs;
        for (const auto member : link.members)
            refs.push_back(packages_[member].ref.text());
        return "same " + link.what + ": " + join(refs, ", ");
    }

    void note_additions(const Cluster& cluster, const Entry& owner) {
        for (const auto member : cluster.members) {
            const auto& ref = packages_[member].ref;
            const auto own = owner.packages.find(ref.installer);
            const auto prefix = ref.id.text.substr(0, ref.id.text.find(':') + 1);
            const bool has = own != owner.packages.end() &&
                             std::any_of(own->second.begin(), own->second.end(),
                                         [&](const EntryPackage& package) {
                                             return package.id.text.starts_with(prefix);
                                         });
            if (has) continue;
            for (const auto& link : cluster.links) {
                if (!std::binary_search(link.members.begin(), link.members.end(), member)) continue;
                all_.additions.push_back({owner.id, ref, words(link)});
                break;
            }
        }
    }

    bool is_headers(std::size_t member) const { return packages_[member].headers; }

    /// The headers of one distribution and the library of another are not the same thing; a formula
    /// has both. What of the cluster remains without libraries, where it has headers.
    Cluster without_mixture(Cluster cluster) const {
        const auto& all = cluster.members;
        if (std::none_of(all.begin(), all.end(), [&](auto one) { return is_headers(one); }))
            return cluster;
        const auto is_library = [&](auto one) {
            return packages_[one].ref.installer.text == "dnf";
        };
        for (auto& link : cluster.links)
            std::erase_if(link.members, is_library);
        std::erase_if(cluster.links, [](const Link& link) { return link.members.size() < 2; });
        std::erase_if(cluster.members, [&](auto one) {
            return std::none_of(cluster.links.begin(), cluster.links.end(), [&](const Link& link) {
                return std::binary_search(link.members.begin(), link.members.end(), one);
            });
        });
        return cluster;
    }

    void propose(const Cluster& whole) {
        const auto cluster = without_mixture(whole);
        if (cluster.members.size() < 2) return;
        Draft draft;
        auto members = cluster.members;
        std::sort(members.begin(), members.end(), [&](std::size_t left, std::size_t right) {
            const auto& a = packages_[left].ref;
            const auto& b = packages_[right].ref;
            return std::make_pair(standing(a), a) < std::make_pair(standing(b), b);
        });
        auto& entry = draft.entry;
        std::string section;
        bool desktop = false;
        for (const auto member : members) {
            const auto& package = packages_[member];
            entry.packages[package.ref.installer].push_back({package.ref.id, "", {}, {}});
            if (entry.name.empty()) entry.name = std::string(trimmed(package.title)).substr(0, 120);
            for (const auto& address : package.addresses) {
                if (entry.homepage.empty() && is_web_address(address)) entry.homepage = address;
            }
            if (section.empty()) section = package.section;
            desktop = desktop || standing(package.ref) <= 1;
            if (!is_headers(member)) draft.ids.push_back(slug(package.ref));
        }
        if (entry.name.empty()) entry.name = draft.ids.front();
        if (entry.homepage.empty()) return; // nothing that a person could look at
        entry.category = category_of(section, desktop);
        entry.proposed = true;
        for (const auto& link : cluster.links)
            entry.evidence.push_back(words(link).substr(0, 300));
        keep_few(entry.evidence);
        drafts_.push_back(std::move(draft));
    }

    static void keep_few(std::vector<std::string>& evidence) {
        constexpr std::size_t kMost = 12;
        if (evidence.size() > kMost) evidence.resize(kMost);
    }

    /// A short id goes to the software that more installers have; the others say whose they are.
    void name_all() {
        std::stable_sort(drafts_.begin(), drafts_.end(), [](const Draft& left, const Draft& right) {
            return std::make_pair(right.entry.packages.size(), left.ids) <
                   std::make_pair(left.entry.packages.size(), right.ids);
        });
        for (auto& draft : drafts_) {
            for (const auto& id : draft.ids) {
                if (!valid_software_id(id) || !taken_.insert(id).second) continue;
                draft.entry.id.text = id;
                draft.entry.file = entry_path(draft.entry.id, true);
                all_.entries.push_back(std::move(draft.entry));
                break;
            }
        }
        std::sort(all_.entries.begin(), all_.entries.end(),
                  [](const Entry& left, const Entry& right) { return left.id < right.id; });
    }

    const std::vector<IndexPackage>& packages_;
    std::map<PackageRef, const Entry*> claimed_;
    std::set<std::string> taken_;
    std::vector<Draft> drafts_;
    Suggestions all_;
};

} // namespace

Suggestions suggest(const std::vector<IndexPackage>& packages, const std::vector<Entry>& curated) {
    return Maker(packages, curated).run();
}

} // namespace ferry::identity
