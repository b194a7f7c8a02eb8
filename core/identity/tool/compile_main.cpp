// ferry-catalog-compile FOLDER INDEX ORIGIN: what the build runs. Not installed.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/compile.hpp"

#include <cstdio>

int main(int count, char** words) {
    if (count != 4) {
        std::fputs("usage: ferry-catalog-compile FOLDER INDEX ORIGIN\n", stderr);
        return 2;
    }
    const auto report = ferry::identity::compile_folder(words[1], words[2], words[3]);
    for (const auto& problem : report.problems)
        std::fprintf(stderr, "%s: %s\n", problem.subject.c_str(), problem.what.c_str());
    return report.clean() ? 0 : 1;
}
