// The change times, sorted.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/git/age.hpp"

#include "core/identity/git/repository.hpp"

#include <algorithm>
#include <system_error>
#include <vector>

namespace ferry::identity {
namespace {

namespace fs = std::filesystem;

/// A clone may lie around a folder that is none of its business.
bool is_catalog_of(const fs::path& worktree, const fs::path& folder) {
    std::error_code ignored;
    return !worktree.empty() && (fs::equivalent(folder, worktree, ignored) ||
                                 fs::equivalent(folder, worktree / "catalog", ignored));
}

} // namespace

Result<EntryAges> ages_of(const std::filesystem::path& folder) {
    const auto repository = Repository::find(folder);
    if (!repository) return repository.error();
    if (!is_catalog_of((*repository)->worktree(), folder))
        return Error{Code::NotFound, folder.string() + " is not the catalog of a clone"};
    const auto head = (*repository)->resolve("HEAD");
    if (!head) return head.error();
    const auto times = (*repository)->change_times(*head);
    if (!times) return times.error();
    std::vector<std::int64_t> sorted;
    for (const auto& [path, time] : *times)
        sorted.push_back(time);
    if (sorted.empty()) return Error{Code::NotFound, folder.string() + " has no entries in git"};
    std::sort(sorted.begin(), sorted.end());
    return EntryAges{sorted.size(), sorted.front(), sorted[sorted.size() / 2], sorted.back()};
}

} // namespace ferry::identity
