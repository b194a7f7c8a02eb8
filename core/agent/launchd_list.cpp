// launchd.plist(5).
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/service_texts.hpp"
#include "core/agent/xml_text.hpp"

namespace ferry::agent {
namespace {

std::string text_row(const std::string& indent, const std::string& text) {
    return indent + "<string>" + xml_text(text) + "</string>\n";
}

std::string key_row(const std::string& indent, const std::string& key) {
    return indent + "<key>" + xml_text(key) + "</key>\n";
}

std::string environment_rows(const Launch& launch) {
    if (launch.environment.empty()) return {};
    auto text = key_row("  ", "EnvironmentVariables") + "  <dict>\n";
    for (const auto& [name, value] : launch.environment)
        text += key_row("    ", name) + text_row("    ", value);
    return text + "  </dict>\n";
}

} // namespace

std::string launchd_list(const Launch& launch) {
    auto text = std::string("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                            "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
                            "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
                            "<!-- ") +
                kMark +
                "; ferry agent remove deletes it. -->\n"
                "<plist version=\"1.0\">\n"
                "<dict>\n" +
                key_row("  ", "Label") + text_row("  ", kLabel) +
                key_row("  ", "ProgramArguments") + "  <array>\n" +
                text_row("    ", launch.program);
    for (const auto& argument : launch.arguments)
        text += text_row("    ", argument);
    text += "  </array>\n" + environment_rows(launch) + key_row("  ", "RunAtLoad") + "  <true/>\n" +
            key_row("  ", "KeepAlive") + "  <dict>\n" + key_row("    ", "SuccessfulExit") +
            "    <false/>\n  </dict>\n" + key_row("  ", "ThrottleInterval") +
            "  <integer>30</integer>\n" + key_row("  ", "ProcessType") +
            text_row("  ", "Background");
    return text + "</dict>\n</plist>\n";
}

} // namespace ferry::agent
