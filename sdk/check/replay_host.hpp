// The host that a plugin under test is given: it answers from a sample and keeps what was said.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "sdk/check/sample.hpp"

#include <ferry/plugin_abi.h>

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ferry::check {

/// A package, trace, offer or outcome: each field by the name that samples give it.
using Row = std::map<std::string, std::string>;

struct Asked {
    std::vector<std::string> argv;
    std::uint32_t timeout_ms = 0;
    bool elevated = false;
    bool changes = false;   // by the sample that answered
    bool answered = false;  // some sample command fitted
    bool cancelled = false; // the answer said that the person stopped it

    std::string line() const;
};

/// What one call said.
struct Said {
    ferry_status status = FERRY_OK;
    std::vector<Row> packages, traces, offers, outcomes;
    std::vector<std::pair<ferry_status, std::string>> failures;
    std::vector<Asked> commands;
    std::string version, note;       // from present()
    std::vector<std::string> faults; // against the form of the contract itself
};

/// The table points into this object, so it stays where it was made. One call, one host.
class ReplayHost {
public:
    explicit ReplayHost(Machine machine);
    ReplayHost(const ReplayHost&) = delete;
    ReplayHost& operator=(const ReplayHost&) = delete;

    void set_elevated(bool elevated) { facts_.elevated = elevated ? 1 : 0; }
    bool cancelled = false;              // from the beginning; every command comes back cancelled
    bool all_time_out = false;           // every command
    std::vector<std::string> files_read; // in the order asked
    std::vector<std::size_t> answers_given; // places in machine.commands

    const ferry_host* table() const { return &abi_; }
    Said said;

private:
    static ReplayHost& self(void* ctx) { return *static_cast<ReplayHost*>(ctx); }
    static ferry_status run(void* ctx, const ferry_command* command, ferry_output* output);
    static ferry_status read_file(void* ctx, ferry_str path, ferry_str* content);
    static ferry_status list_dir(void* ctx, ferry_str path, ferry_line_fn on_name, void* to);
    static ferry_status registry(void* ctx, ferry_str key, ferry_registry_fn on_item, void* to);
    void set_words();

    template <typename Abi>
    bool whole(const Abi* given, const char* what);
    std::string text(ferry_str view, const char* what);
    ferry_status answer(const ferry_command& command, ferry_output& output);
    ferry_status give(const ferry_command& command, const SampleCommand& answer,
                      ferry_output& output);
    ferry_status refuse(ferry_output& output, ferry_status status, const char* why);
    void apply(const SampleCommand& answer);

    Machine machine_;
    ferry_facts facts_{};
    ferry_host abi_{};
    std::deque<std::string> contents_; // what views point at until the plugin returns
};

/// Whether a command fits a pattern in which "..." stands for any run of words.
bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& argv);

} // namespace ferry::check
