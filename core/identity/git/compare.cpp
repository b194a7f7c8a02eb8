// The difference of two trees, read once in each direction: new texts, then old ones.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/git/compare.hpp"

#include "core/identity/compile.hpp"
#include "core/identity/git/repository.hpp"

namespace ferry::identity {

Result<std::vector<SoftwareChange>> compare_commits(const std::filesystem::path& folder,
                                                    const std::string& from,
                                                    const std::string& to) {
    const auto repository = Repository::find(folder);
    if (!repository) return repository.error();
    const auto before = (*repository)->resolve(from);
    if (!before) return before.error();
    const auto after = (*repository)->resolve(to);
    if (!after) return after.error();
    const auto fresh = (*repository)->changes(*before, *after);
    if (!fresh) return fresh.error();
    const auto old = (*repository)->changes(*after, *before);
    if (!old) return old.error();
    return difference(usable_entries(old->files).value, usable_entries(fresh->files).value);
}

} // namespace ferry::identity
