// Three ways to write one report.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/report.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>

namespace ferry::check {
namespace {

using nlohmann::json;

const char* word(Verdict verdict) {
    if (verdict == Verdict::Passed) return "passed";
    return verdict == Verdict::Failed ? "failed" : "skipped";
}

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

/// Attribute or text of XML. Findings are printable already, but for letters beyond ASCII.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : printable(text)) {
        if (c == '&')
            result += "&amp;";
        else if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else if (c == '"')
            result += "&quot;";
        else
            result += c;
    }
    return result;
}

} // namespace

int SuiteReport::count(Verdict verdict) const {
    return static_cast<int>(std::count_if(
        rules.begin(), rules.end(), [&](const auto& rule) { return rule.verdict == verdict; }));
}

std::string as_text(const SuiteReport& report) {
    std::string text = "plugin " + report.plugin + ", " + report.file + "\n";
    for (const auto& rule : report.rules) {
        text += padded(word(rule.verdict), 8) + padded(rule.rule, 15) + rule.title + "\n";
        for (const auto& finding : rule.findings)
            text += "          - " + printable(finding) + "\n";
        for (const auto& note : rule.notes)
            text += "          (" + printable(note) + ")\n";
    }
    text += std::to_string(report.count(Verdict::Passed)) + " rules passed, " +
            std::to_string(report.count(Verdict::Failed)) + " failed, " +
            std::to_string(report.count(Verdict::Skipped)) + " skipped\n";
    return text;
}

std::string as_json(const SuiteReport& report) {
    auto list = json::array();
    for (const auto& rule : report.rules)
        list.push_back({{"rule", rule.rule},
                        {"title", rule.title},
                        {"outcome", word(rule.verdict)},
                        {"findings", rule.findings},
                        {"notes", rule.notes}});
    return dump_json({{"schema", 1},
                      {"plugin", report.plugin},
                      {"file", report.file},
                      {"passed", report.passed()},
                      {"rules", list}}) +
           "\n";
}

std::string as_junit(const SuiteReport& report) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" +
                       escaped(report.plugin) + "\" tests=\"" +
                       std::to_string(report.rules.size()) + "\" failures=\"" +
                       std::to_string(report.count(Verdict::Failed)) + "\" skipped=\"" +
                       std::to_string(report.count(Verdict::Skipped)) + "\">\n";
    for (const auto& rule : report.rules) {
        text += "  <testcase classname=\"" + escaped(report.plugin) + "\" name=\"" +
                escaped(rule.rule + ": " + rule.title) + "\">\n";
        if (rule.verdict == Verdict::Failed)
            text += "    <failure message=\"" + escaped(join(rule.findings, "; ")) + "\"/>\n";
        if (rule.verdict == Verdict::Skipped)
            text += "    <skipped message=\"" + escaped(join(rule.notes, "; ")) + "\"/>\n";
        text += "  </testcase>\n";
    }
    return text + "</testsuite>\n";
}

} // namespace ferry::check
