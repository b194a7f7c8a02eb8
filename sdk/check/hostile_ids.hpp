// Native ids that are hostile to every installer: options, shell words, paths, controls, length.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

namespace ferry::check {

inline std::vector<std::string> hostile_ids() {
    return {"",
            "--purge",
            "-y",
            "--",
            "a b",
            "a\nb",
            "a;b",
            "$(a)",
            "../a",
            std::string("a\0b", 3),
            std::string(10 * 1024, 'a'),
            "\xff\xfe"};
}

/// Whether a command carries `id`, alone or inside a word.
inline bool carries(const std::vector<std::string>& argv, const std::string& id) {
    for (const auto& word : argv) {
        if (word == id || (id.size() > 2 && word.find(id) != std::string::npos)) return true;
    }
    return false;
}

} // namespace ferry::check
