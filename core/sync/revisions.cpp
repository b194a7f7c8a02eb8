// Believing or not.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/revisions.hpp"

#include "core/base/text.hpp"
#include "core/sync/bundle_calls.hpp"
#include "core/vault/hash.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace ferry::sync {
namespace {

using protocol::BundleHeader;

constexpr std::string_view kDomain = "bundle";

/// Those that were listed when the account key was changed, and all that these come from.
std::set<std::string> standing(const Keyring& keyring, const std::vector<BelievedRevision>& all) {
    std::map<std::string, std::string> parents;
    for (const auto& revision : all)
        parents.emplace(revision.hash, revision.header.parent);
    std::set<std::string> found;
    for (const auto& revision : all) {
        if (!keyring.stood(revision.hash)) continue;
        for (auto at = parents.find(revision.hash); at != parents.end();
             at = parents.find(at->second))
            if (!found.insert(at->first).second) break;
    }
    return found;
}

std::set<std::string> parents_in(const std::vector<BelievedRevision>& all) {
    std::set<std::string> parents;
    for (const auto& revision : all)
        parents.insert(revision.header.parent);
    return parents;
}

/// A server may show an older one first. One that another came after is not the newest.
void put_newest_first(std::vector<BelievedRevision>& all) {
    const auto parents = parents_in(all);
    const auto newest = std::find_if(all.begin(), all.end(),
                                     [&](const auto& one) { return parents.count(one.hash) == 0; });
    if (newest != all.end()) std::rotate(all.begin(), newest, newest + 1);
}

} // namespace

Error not_believed(const std::string& what) {
    return {Code::Denied, "the server's answer is refused: " + what + "; nothing was changed here"};
}

std::string Revisions::sign(const std::string& header) const {
    return keyring_.sign(kDomain, header);
}

Result<BundleHeader> Revisions::believed(const std::string& bundle, const std::string& header_bytes,
                                         const std::string& signature) const {
    auto header = protocol::decode<BundleHeader>(header_bytes);
    if (!header) return not_believed("a revision's header: " + header.error().message);
    if (header->account_id != link_.account.account_id || header->bundle != bundle)
        return not_believed("a revision belongs to another account or other software");
    const auto& author = header->author;
    const bool is_present = header->key_version == keyring_.key_version();
    if (is_present && !keyring_.vouches_for(author))
        return not_believed("a revision is by " + author +
                            ", which is no device that this account vouches for");
    const bool is_signed = is_present ? keyring_.is_by(author, kDomain, header_bytes, signature)
                                      : keyring_.was_by(author, kDomain, header_bytes, signature);
    if (!is_signed) return not_believed("a revision was altered, or is not by the device it names");
    return header;
}

Result<std::vector<BelievedRevision>> Revisions::history(const std::string& bundle) const {
    auto answer = bundle_history(*link_.server, bundle);
    if (!answer && answer.error().code == Code::NotFound) return std::vector<BelievedRevision>();
    if (!answer) return answer.error();
    std::vector<BelievedRevision> all;
    for (const auto& one : *answer) {
        auto header = believed(bundle, one.header, one.signature);
        if (!header) return header.error();
        all.push_back({hex(vault::hash(one.header)), std::move(*header)});
    }
    const auto before = standing(keyring_, all);
    std::erase_if(all, [&](const BelievedRevision& revision) {
        return revision.header.key_version != keyring_.key_version() &&
               before.count(revision.hash) == 0;
    });
    put_newest_first(all);
    return all;
}

Result<std::vector<std::string>> Revisions::latest() const {
    const auto bundles = bundle_heads(*link_.server);
    if (!bundles) return bundles.error();
    std::vector<std::string> latest;
    for (const auto& bundle : *bundles) {
        const auto all = history(bundle.bundle);
        if (!all) return all.error();
        const auto parents = parents_in(*all);
        for (const auto& revision : *all)
            if (parents.count(revision.hash) == 0) latest.push_back(revision.hash);
    }
    return latest;
}

} // namespace ferry::sync
