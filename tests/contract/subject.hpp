// What the suite has to know of the plugin that it is linked with.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/support/fake_host.hpp"

#include <string>
#include <vector>

namespace ferry::testing {

struct Subject {
    std::string register_file;            // what its inventory is read from
    std::string installed_id;             // one that the furnished machine has
    std::string absent_id;                // one that it could install
    std::vector<std::string> hostile_ids; // beside those that are hostile to every plugin
};

extern const Subject subject;

/// A machine with packages of every kind, and answers for every question about it.
void furnish(FakeHost& host);
/// A machine where the installer is there, and nothing else.
void furnish_empty(FakeHost& host);

} // namespace ferry::testing
