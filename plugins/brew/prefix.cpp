// Cellar/NAME/VERSION/INSTALL_RECEIPT.json and Caskroom/TOKEN/.metadata.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/brew/prefix.hpp"

#include "plugins/brew/receipt.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

namespace ferry::brew {
namespace {

constexpr std::array<std::string_view, 3> kPrefixes = {"/opt/homebrew", "/usr/local",
                                                       "/home/linuxbrew/.linuxbrew"};

/// Folders only: racks and tokens that are links are old names of others.
Result<std::vector<std::string>> folders_in(const sdk::Host& host, const std::string& path) {
    const auto entries = host.list_dir(path);
    if (!entries && entries.error().code == Code::NotFound) return std::vector<std::string>{};
    if (!entries) return entries.error();
    std::vector<std::string> names;
    for (const auto& entry : *entries) {
        if (entry.kind == sdk::EntryKind::Folder) names.push_back(entry.name);
    }
    return names;
}

bool has(const sdk::Host& host, const std::string& folder, const std::string& name) {
    const auto entries = host.list_dir(folder);
    return entries && std::any_of(entries->begin(), entries->end(),
                                  [&](const auto& entry) { return entry.name == name; });
}

std::set<std::string> names_in(const sdk::Host& host, const std::string& folder) {
    std::set<std::string> names;
    const auto entries = host.list_dir(folder);
    if (!entries) return names;
    for (const auto& entry : *entries)
        names.insert(entry.name);
    return names;
}

/// Nothing where there is no receipt: it counts as installed all the same.
Result<std::optional<Receipt>> receipt_at(const sdk::Host& host, const std::string& path) {
    const auto content = host.read_file(path);
    if (!content && content.error().code == Code::NotFound) return std::optional<Receipt>();
    if (!content) return content.error();
    auto receipt = parse_receipt(*content);
    if (!receipt) return receipt.error().under(path);
    return std::optional<Receipt>(std::move(*receipt));
}

class Reader {
public:
    Reader(const sdk::Host& host, std::string prefix)
        : host_(host), prefix_(std::move(prefix)),
          pinned_(names_in(host, prefix_ + "/var/homebrew/pinned")),
          pinned_casks_(names_in(host, prefix_ + "/var/homebrew/pinned_casks")) {}

    Result<std::vector<Keg>> run() {
        const auto racks = folders_in(host_, prefix_ + "/Cellar");
        if (!racks) return racks.error();
        for (const auto& rack : *racks) {
            if (!is_name(rack)) continue;
            if (const auto read = read_rack(rack); !read) return read.error();
        }
        const auto tokens = folders_in(host_, prefix_ + "/Caskroom");
        if (!tokens) return tokens.error();
        for (const auto& token : *tokens) {
            if (!is_name(token)) continue;
            if (const auto read = read_cask(token); !read) return read.error();
        }
        return std::move(kegs_);
    }

private:
    Result<void> read_rack(const std::string& rack) {
        const auto folder = prefix_ + "/Cellar/" + rack;
        const auto versions = folders_in(host_, folder);
        if (!versions) return versions.error();
        std::optional<Keg> best;
        std::int64_t newest = -1;
        for (const auto& version : *versions) {
            if (version.starts_with('.')) continue;
            const auto receipt =
                receipt_at(host_, folder + "/" + version + "/INSTALL_RECEIPT.json");
            if (!receipt) return receipt.error();
            const auto facts = receipt->value_or(Receipt{});
            const bool linked = versions->size() > 1 && is_in_use(rack, version);
            if (best && !linked && facts.time <= newest) continue;
            best = keg({false, facts.tap, rack}, version, facts);
            newest = linked ? INT64_MAX : facts.time;
        }
        if (!best) return {};
        best->pinned = pinned_.contains(rack);
        kegs_.push_back(std::move(*best));
        return {};
    }

    /// opt/NAME leads to the keg in use: its receipt is that keg's receipt.
    bool is_in_use(const std::string& rack, const std::string& version) const {
        const auto used = host_.read_file(prefix_ + "/opt/" + rack + "/INSTALL_RECEIPT.json");
        const auto own =
            host_.read_file(prefix_ + "/Cellar/" + rack + "/" + version + "/INSTALL_RECEIPT.json");
        return used && own && *used == *own;
    }

    Result<void> read_cask(const std::string& token) {
        const auto metadata = prefix_ + "/Caskroom/" + token + "/.metadata";
        const auto receipt = receipt_at(host_, metadata + "/INSTALL_RECEIPT.json");
        if (!receipt) return receipt.error();
        const auto version = newest_version(metadata);
        if (!version) return version.error();
        if (version->empty() && !*receipt) return {}; // what an interrupted installation left
        const auto facts = receipt->value_or(Receipt{});
        kegs_.push_back(
            keg({true, facts.tap, token}, version->empty() ? facts.version : *version, facts));
        kegs_.back().pinned = pinned_casks_.contains(token);
        return {};
    }

    /// .metadata/VERSION/TIME/Casks: the version of the latest time.
    Result<std::string> newest_version(const std::string& metadata) const {
        const auto versions = folders_in(host_, metadata);
        if (!versions) return versions.error();
        std::string best, latest;
        for (const auto& version : *versions) {
            const auto times = folders_in(host_, metadata + "/" + version);
            if (!times) return times.error();
            for (const auto& time : *times) {
                if (time <= latest) continue;
                latest = time;
                best = version;
            }
        }
        return best;
    }

    Keg keg(Name name, const std::string& version, const Receipt& facts) const {
        return {std::move(name), version, facts.arch, prefix_, facts.asked_for, false};
    }

    const sdk::Host& host_;
    std::string prefix_;
    std::set<std::string> pinned_, pinned_casks_;
    std::vector<Keg> kegs_;
};

} // namespace

std::vector<std::string> prefixes(const sdk::Host& host) {
    std::vector<std::string> found;
    for (const auto prefix : kPrefixes) {
        if (has(host, std::string(prefix) + "/bin", "brew")) found.emplace_back(prefix);
    }
    return found;
}

Result<std::vector<Keg>> installed(const sdk::Host& host) {
    std::vector<Keg> all;
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& prefix : prefixes(host)) {
        auto kegs = Reader(host, prefix).run();
        if (!kegs) return kegs.error();
        for (auto& keg : *kegs) {
            if (seen.emplace(keg.name.id(), keg.arch).second)
                all.push_back(std::move(keg));
            else
                host.log(FERRY_LOG_INFO, keg.name.id() + " is also in " + prefix);
        }
    }
    return all;
}

} // namespace ferry::brew
