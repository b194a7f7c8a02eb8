// Every package is put under each of its pieces of evidence; what lies together is one software.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/suggest/cluster.hpp"

#include "core/base/text.hpp"
#include "core/identity/suggest/comparable_name.hpp"
#include "core/identity/suggest/web_address.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

namespace ferry::identity {
namespace {

/// Trees of numbers, joined at their smaller root.
class Sets {
public:
    explicit Sets(std::size_t count) : parents_(count) {
        std::iota(parents_.begin(), parents_.end(), std::size_t{0});
    }
    std::size_t root(std::size_t one) {
        while (parents_[one] != one)
            one = parents_[one] = parents_[parents_[one]];
        return one;
    }
    void join(std::size_t left, std::size_t right) {
        left = root(left);
        right = root(right);
        parents_[std::max(left, right)] = std::min(left, right);
    }

private:
    std::vector<std::size_t> parents_;
};

std::string after(std::string_view text, char separator) {
    return std::string(text.substr(text.find(separator) + 1));
}

/// By which names the package goes, with its variant.
struct Names {
    std::set<std::string> plain;
    std::string variant;
    std::string own; // of the id alone
};

/// "libeigen3-dev" -> "eigen".
std::string library_name(std::string_view id) {
    if (id.starts_with("lib")) id.remove_prefix(3);
    if (id.ends_with("-dev")) id.remove_suffix(4);
    return std::string(id.substr(0, id.find_last_not_of("0123456789.-") + 1));
}

std::vector<std::string> id_texts(const IndexPackage& package) {
    const auto& ref = package.ref;
    const auto& id = ref.id.text;
    if (ref.installer.text == "brew") return {after(id, ':')};
    if (ref.installer.text == "winget") return {after(id, '.'), id};
    if (package.headers) return {library_name(id), "lib" + library_name(id)};
    if (ref.installer.text != "flatpak") return {id};
    const auto parts = split(id, '.');
    return {parts.back(), parts[parts.size() - 2] + " " + parts.back()};
}

Names names_of(const IndexPackage& package) {
    Names names;
    std::set<std::string> variant;
    for (const auto& text : id_texts(package)) {
        auto name = comparable_name(text);
        if (names.own.empty()) {
            names.own = name.plain;
            variant.merge(name.variant);
        }
        names.plain.insert(std::move(name.plain));
    }
    auto titled = comparable_name(package.title);
    for (const auto& word : titled.variant) {
        if (word.find_first_not_of("0123456789") != std::string::npos) variant.insert(word);
    }
    names.plain.insert(std::move(titled.plain));
    names.variant = join({variant.begin(), variant.end()}, " ");
    return names;
}

/// Of a release that few projects have by chance: three numbers, or two of which one is large.
std::string release_of(std::string_view version) {
    if (const auto epoch = version.find(':'); epoch != std::string_view::npos)
        version.remove_prefix(epoch + 1);
    version = version.substr(0, version.find_first_of("-+~ _"));
    const auto dots = std::count(version.begin(), version.end(), '.');
    const bool numbers = version.find_first_not_of("0123456789.") == std::string_view::npos;
    if (!numbers || dots == 0 || version.size() < (dots >= 2 ? 5u : 4u)) return {};
    return std::string(version);
}

struct Evidence {
    std::string what;
    bool needs_name = true;
    std::size_t shortest = 2; // name that it is good for
};

std::vector<Evidence> evidence_of(const IndexPackage& package) {
    std::set<std::string> strong, sites;
    for (const auto& address : package.addresses) {
        auto keys = address_keys(address);
        strong.insert(keys.strong.begin(), keys.strong.end());
        sites.insert(keys.site);
    }
    sites.insert(address_keys(package.vendor).site);
    if (auto key = repository_key(package.repository); !key.empty()) strong.insert(std::move(key));
    std::vector<Evidence> all;
    for (const auto& key : strong)
        all.push_back({key, true, 2});
    for (const auto& site : sites) {
        if (!site.empty()) all.push_back({site, true, 3});
    }
    for (const auto& component : package.components)
        all.push_back({"AppStream id " + component, false, 0});
    return all;
}

class Finder {
public:
    explicit Finder(const std::vector<IndexPackage>& packages)
        : packages_(packages), sets_(packages.size()), names_(packages.size()) {
        for (std::size_t i = 0; i < packages.size(); ++i)
            place(i);
        for (const auto& [what, members] : buckets_) {
            for (const auto member : members)
                sets_.join(members.front(), member);
        }
    }

    std::vector<Cluster> run() {
        std::map<std::size_t, std::vector<std::size_t>> groups;
        for (std::size_t i = 0; i < packages_.size(); ++i)
            groups[sets_.root(i)].push_back(i);
        std::map<std::size_t, std::vector<const Bucket*>> shared;
        for (const auto& bucket : buckets_) {
            if (bucket.second.size() > 1)
                shared[sets_.root(bucket.second.front())].push_back(&bucket);
        }
        std::vector<Cluster> clusters;
        for (const auto& [root, members] : groups) {
            if (members.size() < 2) continue;
            auto cluster = connected(chosen(members), shared[root]);
            if (cluster.members.size() > 1) clusters.push_back(std::move(cluster));
        }
        return clusters;
    }

private:
    using Bucket = std::pair<const std::string, std::vector<std::size_t>>;

    void place(std::size_t number) {
        names_[number] = names_of(packages_[number]);
        const auto& names = names_[number];
        const auto put = [&](const std::string& what) {
            auto& members = buckets_[what];
            if (members.empty() || members.back() != number) members.push_back(number);
        };
        const auto variant = names.variant.empty() ? "" : " (" + names.variant + ")";
        for (const auto& evidence : evidence_of(packages_[number])) {
            if (!evidence.needs_name) put(evidence.what);
            for (const auto& name : names.plain) {
                if (evidence.needs_name && name.size() >= evidence.shortest)
                    put(evidence.what + " and the name " + name + variant);
            }
        }
        const auto release = release_of(packages_[number].version);
        if (!release.empty() && names.own.size() >= 3)
            put("release " + release + " and the name " + names.own + variant);
    }

    std::string kind(std::size_t number) const {
        const auto& ref = packages_[number].ref;
        return ref.installer.text +
               (ref.installer.text == "brew" ? ref.id.text.substr(0, ref.id.text.find(':')) : "");
    }

    /// The name that most installers use, of a group.
    std::string common_name(const std::vector<std::size_t>& members) const {
        std::map<std::string, std::set<std::string>> users;
        for (const auto member : members) {
            for (const auto& name : names_[member].plain)
                users[name].insert(kind(member));
        }
        std::string best;
        std::size_t most = 0;
        for (const auto& [name, kinds] : users) {
            if (name.empty() || kinds.size() < most) continue;
            if (kinds.size() == most && best.size() <= name.size()) continue;
            best = name;
            most = kinds.size();
        }
        return best;
    }

    /// One package per kind: the one that is called what the software is called, then the shortest.
    std::vector<std::size_t> chosen(const std::vector<std::size_t>& members) const {
        const auto common = common_name(members);
        using Rank = std::tuple<bool, bool, bool, std::size_t, std::string>;
        std::map<std::string, std::pair<Rank, std::size_t>> best;
        for (const auto member : members) {
            const auto& names = names_[member];
            const auto& id = packages_[member].ref.id.text;
            Rank rank{packages_[member].headers, names.own != common,
                      names.plain.count(common) == 0, id.size(), id};
            const auto [place, fresh] = best.try_emplace(kind(member), rank, member);
            if (!fresh && rank < place->second.first) place->second = {rank, member};
        }
        std::vector<std::size_t> numbers;
        for (const auto& [name, one] : best)
            numbers.push_back(one.second);
        std::sort(numbers.begin(), numbers.end());
        return numbers;
    }

    /// What of the chosen still hangs together by evidence between the chosen alone.
    Cluster connected(const std::vector<std::size_t>& members,
                      const std::vector<const Bucket*>& buckets) {
        std::vector<Link> links;
        Sets sets(members.size());
        const auto place = [&](std::size_t number) {
            return static_cast<std::size_t>(
                std::lower_bound(members.begin(), members.end(), number) - members.begin());
        };
        for (const auto* bucket : buckets) {
            Link link{bucket->first, {}};
            std::set_intersection(members.begin(), members.end(), bucket->second.begin(),
                                  bucket->second.end(), std::back_inserter(link.members));
            if (link.members.size() < 2) continue;
            for (const auto member : link.members)
                sets.join(place(link.members.front()), place(member));
            links.push_back(std::move(link));
        }
        return largest(members, std::move(links), sets);
    }

    static Cluster largest(const std::vector<std::size_t>& members, std::vector<Link> links,
                           Sets& sets) {
        std::map<std::size_t, std::vector<std::size_t>> parts;
        for (std::size_t i = 0; i < members.size(); ++i)
            parts[sets.root(i)].push_back(members[i]);
        Cluster cluster;
        for (auto& [root, part] : parts) {
            if (part.size() > cluster.members.size()) cluster.members = std::move(part);
        }
        for (auto& link : links) {
            if (std::binary_search(cluster.members.begin(), cluster.members.end(),
                                   link.members.front()))
                cluster.links.push_back(std::move(link));
        }
        std::sort(cluster.links.begin(), cluster.links.end(),
                  [](const Link& left, const Link& right) { return left.what < right.what; });
        return cluster;
    }

    const std::vector<IndexPackage>& packages_;
    Sets sets_;
    std::vector<Names> names_;
    std::unordered_map<std::string, std::vector<std::size_t>> buckets_;
};

} // namespace

std::vector<Cluster> clusters_of(const std::vector<IndexPackage>& packages) {
    return Finder(packages).run();
}

} // namespace ferry::identity
