// What dnf says it would do, read from the table that it shows before it begins.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ferry::dnf {

struct Transaction {
    struct Row {
        std::string name, arch;
        bool operator==(const Row&) const = default;
    };
    struct Replacement {
        std::string by, gone; // names; never of the same package
        bool operator==(const Replacement&) const = default;
    };
    std::vector<Row> comes; // new, newer or older than before
    std::vector<Row> goes;
    std::vector<Replacement> replaced;
};

/// The tables of dnf 4.14 and dnf5 5.4: a section's head at the line's beginning, its rows after a
/// space. A long name has its columns on the next line. Unknown sections are passed over.
Transaction parse_transaction(std::string_view out);

} // namespace ferry::dnf
