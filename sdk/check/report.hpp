// The outcome of the whole suite, for people, for programs and for CI servers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

namespace ferry::check {

enum class Verdict { Passed, Failed, Skipped };

struct RuleReport {
    std::string rule, title;
    Verdict verdict = Verdict::Passed;
    std::vector<std::string> findings;
    std::vector<std::string> notes; // why it was skipped, what was left out
};

struct SuiteReport {
    std::string plugin, file;
    std::vector<RuleReport> rules;

    int count(Verdict verdict) const;
    bool passed() const { return count(Verdict::Failed) == 0 && count(Verdict::Skipped) == 0; }
};

std::string as_text(const SuiteReport& report);
std::string as_json(const SuiteReport& report);  // {"schema":1,"plugin","file","rules":[...]}
std::string as_junit(const SuiteReport& report); // one testcase per rule

} // namespace ferry::check
