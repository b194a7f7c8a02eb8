// A sample: one machine as its tools wrote it and answered, and what a plugin should say about it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin_abi.h>
#include <ferry/result.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::check {

struct SampleCommand {
    std::vector<std::string> argv; // "..." stands for any run of words
    int exit_code = 0;
    std::string out, err, status; // status: descriptor 3
    ferry_status run_status = FERRY_OK;
    bool changes = false; // the real tool changes the machine
    std::map<std::string, std::string> files_after;
    std::vector<std::string> gone_after;
};

struct SampleItem { // of a registry key
    std::int32_t kind = 0;
    std::string name, data;
};

struct Machine {
    std::string os = "linux", distribution, os_version, arch = "x86_64", home = "/home/me";
    bool elevated = true;
    std::map<std::string, std::string, std::less<>> files;                // by absolute path
    std::map<std::string, std::vector<SampleItem>, std::less<>> registry; // by key, small letters
    std::vector<SampleCommand> commands; // the first that fits answers
};

struct SampleCall {
    std::string call; // "inventory", as the table names it
    std::vector<std::string> ids;
    std::string expected; // the JSON object that it was read from
};

struct Sample {
    std::string name; // of its file
    Machine machine;
    std::vector<SampleCall> calls;
    std::vector<std::string> hostile_ids;
};

/// sdk/doc/samples.md describes the form. `folder`: what "file" entries are relative to.
/// Errors: BadData with line or key; what a "file" names and is not there.
Result<Sample> parse_sample(std::string_view text, const std::filesystem::path& folder);

/// All *.json of a folder, in the order of their names. Errors: as above, under the file's name;
/// NotFound (no folder).
Result<std::vector<Sample>> read_samples(const std::filesystem::path& folder);

} // namespace ferry::check
