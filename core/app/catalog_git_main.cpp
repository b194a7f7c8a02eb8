// ferry-catalog-git FOLDER REMOTE KEY...: what `ferry catalog update` starts, so that what comes
// from a foreign repository is read in a process of its own. One line of JSON on stdout.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/identity/git/update.hpp"
#include "core/platform/files.hpp"
#include "core/vault/signature.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <string>

namespace {

using nlohmann::json;

json problems_of(const std::vector<ferry::Problem>& problems) {
    auto list = json::array();
    for (const auto& problem : problems)
        list.push_back(
            {{"subject", problem.subject}, {"what", problem.what}, {"next", problem.next}});
    return list;
}

} // namespace

int main(int count, char** words) {
    if (count < 3) {
        std::fputs("usage: ferry-catalog-git FOLDER REMOTE KEY...\n", stderr);
        return 2;
    }
    ferry::identity::UpdateRequest request{
        ferry::from_utf8(words[1]), words[2], {words + 3, words + count}};
    const ferry::identity::SignatureCrypto crypto{ferry::vault::verify_ed25519,
                                                  ferry::vault::sha256, ferry::vault::sha512};
    const auto done = ferry::identity::update_catalog(request, crypto);
    json answer;
    if (done)
        answer = {{"changed", done->value.changed},
                  {"commit", done->value.commit},
                  {"files", done->value.files},
                  {"rebuilt", done->value.rebuilt},
                  {"problems", problems_of(done->problems)}};
    else
        answer = {{"code", static_cast<int>(done.error().code)}, {"error", done.error().message}};
    std::puts(ferry::dump_json(answer).c_str());
    return 0;
}
