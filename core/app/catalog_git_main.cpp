// What `ferry catalog update`, `diff` and `stats` start, so that a repository is read in a process
// of its own:
//   ferry-catalog-git update FOLDER REMOTE KEY...
//   ferry-catalog-git diff FOLDER FROM TO
//   ferry-catalog-git age FOLDER
// One line of JSON on stdout.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/identity/git/age.hpp"
#include "core/identity/git/compare.hpp"
#include "core/identity/git/update.hpp"
#include "core/platform/files.hpp"
#include "core/vault/signature.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <string>
#include <vector>

namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

json failure(const ferry::Error& error) {
    return {{"code", static_cast<int>(error.code)}, {"error", error.message}};
}

json update(const Words& words) {
    const ferry::identity::UpdateRequest request{
        ferry::from_utf8(words[1]), words[2], {words.begin() + 3, words.end()}};
    const ferry::identity::SignatureCrypto crypto{ferry::vault::verify_ed25519,
                                                  ferry::vault::sha256, ferry::vault::sha512};
    const auto done = ferry::identity::update_catalog(request, crypto);
    if (!done) return failure(done.error());
    auto problems = json::array();
    for (const auto& problem : done->problems)
        problems.push_back(
            {{"subject", problem.subject}, {"what", problem.what}, {"next", problem.next}});
    return {{"changed", done->value.changed},
            {"commit", done->value.commit},
            {"files", done->value.files},
            {"rebuilt", done->value.rebuilt},
            {"problems", problems}};
}

json diff(const Words& words) {
    const auto changes =
        ferry::identity::compare_commits(ferry::from_utf8(words[1]), words[2], words[3]);
    if (!changes) return failure(changes.error());
    auto list = json::array();
    for (const auto& change : *changes)
        list.push_back({{"software", change.software.text}, {"changes", change.words}});
    return {{"software", list}};
}

json age(const Words& words) {
    const auto ages = ferry::identity::ages_of(ferry::from_utf8(words[1]));
    if (!ages) return failure(ages.error());
    return {{"entries", ages->entries},
            {"oldest", ages->oldest},
            {"median", ages->median},
            {"newest", ages->newest}};
}

} // namespace

int main(int count, char** words) {
    const Words all(words + 1, words + count);
    json answer;
    if (all.size() >= 3 && all[0] == "update")
        answer = update(all);
    else if (all.size() == 4 && all[0] == "diff")
        answer = diff(all);
    else if (all.size() == 2 && all[0] == "age")
        answer = age(all);
    else {
        std::fputs("usage: ferry-catalog-git update FOLDER REMOTE KEY...\n"
                   "       ferry-catalog-git diff FOLDER FROM TO\n"
                   "       ferry-catalog-git age FOLDER\n",
                   stderr);
        return 2;
    }
    std::puts(ferry::dump_json(answer).c_str());
    return 0;
}
