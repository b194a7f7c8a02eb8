// Texts of catalog entries for tests, without the lines that are the same in all of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/loader.hpp"

#include <string>

namespace ferry::testing {

/// An entry whose text has the given lines after "category", at line 7 and below.
inline identity::EntryFile entry_file(const std::string& id, const std::string& lines,
                                      const std::string& folder = "software") {
    return {folder + "/" + id.substr(0, 1) + "/" + id + ".json",
            "{\n  \"$schema\": \"../../schema/software-1.json\",\n  \"id\": \"" + id +
                "\",\n  \"name\": \"The " + id +
                "\",\n  \"homepage\": \"https://example.org/\",\n  \"category\": \"utility\",\n" +
                lines + "\n}\n"};
}

} // namespace ferry::testing
