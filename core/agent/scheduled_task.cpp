// Task Scheduler's schema 1.2, of Windows 7 and later.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/service_texts.hpp"
#include "core/agent/xml_text.hpp"

#include <string_view>

namespace ferry::agent {
namespace {

/// Backslashes count only in front of a quote: there each is doubled, and the quote escaped.
std::string quoted(std::string_view argument) {
    if (!argument.empty() && argument.find_first_of(" \"") == std::string_view::npos)
        return std::string(argument);
    std::string result = "\"";
    std::size_t backslashes = 0;
    for (const char c : argument) {
        if (c == '"') result.append(backslashes + 1, '\\');
        backslashes = c == '\\' ? backslashes + 1 : 0;
        result += c;
    }
    result.append(backslashes, '\\'); // else the last one would escape our closing quote
    return result + '"';
}

constexpr std::string_view kSettings = R"(  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <Hidden>true</Hidden>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>7</Priority>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
  </Settings>
)";

} // namespace

// No encoding is named: schtasks reads the file as its byte order mark says. The scheduler expands
// %NAME% in the command and has no escape for it; a lone '%' stays.
std::string scheduled_task(const Launch& launch, const std::string& user) {
    std::string arguments;
    for (const auto& argument : launch.arguments)
        arguments += (arguments.empty() ? "" : " ") + quoted(argument);
    const auto who = "<UserId>" + xml_text(user) + "</UserId>\n";
    return "<?xml version=\"1.0\"?>\n"
           "<Task version=\"1.2\" "
           "xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\">\n"
           "  <RegistrationInfo>\n"
           "    <Description>" +
           std::string(kMark) +
           "; ferry agent remove deletes it.</Description>\n"
           "  </RegistrationInfo>\n"
           "  <Triggers>\n    <LogonTrigger>\n      <Enabled>true</Enabled>\n      " +
           who +
           "    </LogonTrigger>\n  </Triggers>\n"
           "  <Principals>\n    <Principal id=\"Author\">\n      " +
           who +
           "      <LogonType>InteractiveToken</LogonType>\n"
           "      <RunLevel>LeastPrivilege</RunLevel>\n"
           "    </Principal>\n  </Principals>\n" +
           std::string(kSettings) + "  <Actions Context=\"Author\">\n    <Exec>\n      <Command>" +
           xml_text(launch.program) + "</Command>\n      <Arguments>" + xml_text(arguments) +
           "</Arguments>\n    </Exec>\n  </Actions>\n</Task>\n";
}

} // namespace ferry::agent
