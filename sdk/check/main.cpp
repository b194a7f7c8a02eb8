// ferry-plugin-check: the conformance suite, for those who write a plugin.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/files.hpp"
#include "core/platform/machine.hpp"
#include "core/platform/process.hpp"
#include "sdk/check/child.hpp"
#include "sdk/check/suite.hpp"

#include <charconv>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace ferry::check {
namespace {

constexpr const char* kUsage =
    "usage: ferry-plugin-check FILE [--samples DIR] [--json] [--junit FILE] [--limit SECONDS]\n"
    "  FILE          the plugin's library, or the folder with it and its plugin.json\n"
    "  --samples     the folder of samples (default: \"samples\" beside the library)\n"
    "  --json        the report as JSON\n"
    "  --junit       writes the report for a CI server too\n"
    "  --limit       longest time for one rule, in seconds (default: 120)\n"
    "Exit: 0 conforms, 1 does not, 2 wrong use.\n";

struct Options {
    std::string file, samples, junit;
    bool json = false;
    int seconds = 120;
};

std::optional<Options> parse(const std::vector<std::string>& words) {
    Options options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        const bool takes_one = word == "--samples" || word == "--junit" || word == "--limit";
        if (takes_one && ++i == words.size()) return std::nullopt;
        if (word == "--samples")
            options.samples = words[i];
        else if (word == "--junit")
            options.junit = words[i];
        else if (word == "--limit") {
            const auto& text = words[i];
            const auto read =
                std::from_chars(text.data(), text.data() + text.size(), options.seconds);
            if (read.ec != std::errc() || read.ptr != text.data() + text.size() ||
                options.seconds < 1 || options.seconds > 86'400)
                return std::nullopt;
        } else if (word == "--json")
            options.json = true;
        else if (word.starts_with("-") || !options.file.empty())
            return std::nullopt;
        else
            options.file = word;
    }
    if (options.file.empty()) return std::nullopt;
    return options;
}

int complain(const Error& error) {
    std::fprintf(stderr, "ferry-plugin-check: %s\n", error.message.c_str());
    return 1;
}

int check(const Options& options) {
    const auto subject = find_subject(options.file, options.samples);
    if (!subject) return complain(subject.error());
    RealProcessRunner processes;
    const auto report = run_suite(processes, to_utf8(executable_path()), *subject,
                                  std::chrono::seconds(options.seconds));
    if (!report) return complain(report.error());
    const auto text = options.json ? as_json(*report) : as_text(*report);
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (!options.junit.empty()) {
        const auto written = RealFiles().replace(from_utf8(options.junit), as_junit(*report));
        if (!written) return complain(written.error().under(options.junit));
    }
    return report->passed() ? 0 : 1;
}

} // namespace
} // namespace ferry::check

int main(int argc, char** argv) {
    using namespace ferry::check;
    const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    if (!words.empty() && words.front() == kChildWord) return run_child(words);
    const auto options = parse(words);
    if (!options) {
        const bool asked = words.size() == 1 && (words[0] == "--help" || words[0] == "-h");
        std::fputs(kUsage, asked ? stdout : stderr);
        return asked ? 0 : 2;
    }
    return check(*options);
}
