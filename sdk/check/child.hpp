// A rule in a process of its own: what a plugin does to that process is a finding, not the end.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/process.hpp"
#include "sdk/check/subject.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace ferry::check {

struct Told {
    std::vector<Finding> findings;
    std::vector<std::string> notes;
    bool died = false; // crashed, hung or ended early
};

/// `program` is this very program: it is started again with the words that run_child reads.
/// `scratch` is an empty folder: the child's home and its place for temporary files.
Told run_rule(ProcessRunner& processes, const std::string& program, const Subject& subject,
              const std::string& rule, std::chrono::seconds limit,
              const std::filesystem::path& scratch);

/// The other side: `words` are those behind the program's name. The exit code.
int run_child(const std::vector<std::string>& words);

constexpr const char* kChildWord = "--try-rule";

} // namespace ferry::check
