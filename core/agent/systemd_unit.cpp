// systemd.service(5), systemd.exec(5), and the quoting of systemd.syntax(7).
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/service_texts.hpp"

#include <string_view>

namespace ferry::agent {
namespace {

enum class Dollar { Plain, Doubled };

/// Quoted: '%' begins a specifier, and '$' a variable, in arguments only: the program itself is
/// taken as it stands.
std::string quoted(std::string_view text, Dollar dollar) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        if (c == '%' || (c == '$' && dollar == Dollar::Doubled)) result += c;
        result += c;
    }
    return result + '"';
}

std::string plain_or_quoted(const std::string& argument) {
    const bool plain =
        argument.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos;
    return plain && !argument.empty() ? argument : quoted(argument, Dollar::Doubled);
}

/// Nothing that takes rights away: what a person's policy allows is installed from here, and a
/// package manager that may not become root, or inherits a narrow umask, does damage.
constexpr std::string_view kRest = R"(Restart=on-failure
RestartSec=30
RestartPreventExitStatus=2
Nice=10

[Install]
WantedBy=default.target
)";

} // namespace

std::string systemd_unit(const Launch& launch) {
    std::string text = std::string("# ") + kMark + "; ferry agent remove deletes it.\n" +
                       "[Unit]\n"
                       "Description=Ferry agent: keeps the account's devices informed\n"
                       "\n"
                       "[Service]\n"
                       "Type=exec\n"
                       "ExecStart=" +
                       quoted(launch.program, Dollar::Plain);
    for (const auto& argument : launch.arguments)
        text += " " + plain_or_quoted(argument);
    text += "\n";
    for (const auto& [name, value] : launch.environment)
        text += "Environment=" + quoted(name + "=" + value, Dollar::Plain) + "\n";
    return text += kRest;
}

} // namespace ferry::agent
