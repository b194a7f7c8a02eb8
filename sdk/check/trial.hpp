// One rule on trial, in a process of its own: the plugin, its samples, and where findings go.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "sdk/check/call.hpp"
#include "sdk/check/sample.hpp"

#include <ferry/plugin_abi.h>

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ferry::check {

class Trial {
public:
    /// All are borrowed. `tell_parent` takes one line of the report.
    Trial(const ferry_plugin& table, const std::vector<Sample>& all, bool absence, std::string rule,
          std::function<void(const std::string&)> tell_parent)
        : plugin(table), samples(all), expects_absence(absence), rule_(std::move(rule)),
          tell_(std::move(tell_parent)) {}

    const ferry_plugin& plugin;
    const std::vector<Sample>& samples;
    const bool
        expects_absence; // plugin.json names what must be there: probe can say that it is not

    /// What is tried now: where the process ends here, this is what it died of. Also the context of
    /// the findings that follow.
    void at(std::string where);
    void find(const std::string& what) { find(rule_, what); }
    void find(const std::string& rule, const std::string& what);
    void note(const std::string& words);

    /// Enters the table and reports what breaks a promise of every call.
    const Said& enter(ReplayHost& host, std::string_view call,
                      const std::vector<std::string>& ids = {});

    /// The calls of the table that only read, and that the plugin has; and those that change.
    std::vector<std::string> reading_calls() const;
    std::vector<std::string> changing_calls() const;

private:
    std::string rule_;
    std::function<void(const std::string&)> tell_;
    std::string where_;
    std::set<std::string> told_;
};

/// Ids that a sample's own calls and inventory name, without doubles.
std::vector<std::string> ids_of(Trial& trial, const Sample& sample);

struct Rule {
    const char* id;
    const char* title; // what a plugin that passes does
    bool needs_samples;
    void (*run)(Trial&); // null: judged without running the plugin
};

/// In the order of the report.
const std::vector<Rule>& rules();

void try_survival(Trial& trial);
void try_empty_machine(Trial& trial);
void try_transcripts(Trial& trial);
void try_order(Trial& trial);
void try_no_write(Trial& trial);
void try_hostile_ids(Trial& trial);
void try_cancel(Trial& trial);
void try_time_limit(Trial& trial);
void try_malformed(Trial& trial);
void try_every_call(Trial& trial); // the promises of every call, and nothing besides

} // namespace ferry::check
