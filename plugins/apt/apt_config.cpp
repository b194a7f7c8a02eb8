// Which tree apt would work on here, and how patient its administrator wants it to be.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/apt_config.hpp"

#include "plugins/apt/apt_command.hpp"
#include "plugins/apt/failure.hpp"
#include "plugins/kit/words.hpp"

#include <algorithm>
#include <array>

namespace ferry::apt {
namespace {

constexpr std::string_view kDpkgOption = "dpkg::options:: \""; // apt prints the case it was set in
// Everything that moves dpkg to another tree; --root is both of the others at once.
constexpr std::array<std::string_view, 3> kMoves = {"--root", "--instdir", "--admindir"};

Result<std::string> ask(const sdk::Host& host, const sdk::Command& command) {
    auto output = host.run(command);
    if (!output && output.error().code == Code::NotFound)
        return Error{Code::Unavailable, "apt-config: not found, so apt is not on this machine"};
    if (!output) return output.error();
    if (output->exit_code != 0)
        return Error{Code::ToolFailed, "apt-config: " + classify(output->out, output->err).message};
    return std::move(output->out);
}

/// "S='/var/lib/dpkg/status'": apt-config quotes for a shell, and "'\''" is one quote mark.
std::string unquoted(std::string_view line) {
    std::string value(line.substr(std::min(line.find('=') + 1, line.size())));
    if (value.size() < 2 || value.front() != '\'' || value.back() != '\'') return value;
    value = value.substr(1, value.size() - 2);
    constexpr std::string_view quote = "'\\''";
    for (auto at = value.find(quote); at != std::string::npos; at = value.find(quote, at + 1))
        value.replace(at, quote.size(), "'");
    return value;
}

std::vector<std::string> dpkg_options(std::string_view dump) {
    std::vector<std::string> options;
    for (const auto line : kit::lines_of(dump)) {
        const auto head = line.substr(0, kDpkgOption.size());
        const bool same =
            std::equal(head.begin(), head.end(), kDpkgOption.begin(), kDpkgOption.end(),
                       [](char a, char b) { return kit::ascii_lower(a) == b; });
        if (!same) continue;
        const auto value = line.substr(kDpkgOption.size());
        options.emplace_back(value.substr(0, value.rfind('"')));
    }
    return options;
}

std::string_view without_slash(std::string_view path) {
    while (!path.empty() && path.back() == '/')
        path.remove_suffix(1);
    return path;
}

bool moves_dpkg(std::string_view option) {
    return std::any_of(kMoves.begin(), kMoves.end(),
                       [&](std::string_view move) { return option.starts_with(move); });
}

/// The root that dpkg is sent to; nothing to tell where it is sent to parts of several.
std::string_view dpkg_root(const AptConfig& config, bool& clear) {
    std::string_view root = "/";
    for (const std::string_view option : config.dpkg_options) {
        if (!moves_dpkg(option)) continue;
        clear = clear && option.starts_with("--root=");
        root = option.substr(std::min(option.find('=') + 1, option.size()));
    }
    return root;
}

} // namespace

AptConfig parse_apt_config(std::string_view values, std::string_view dump) {
    AptConfig config;
    for (const auto line : kit::lines_of(values)) {
        if (line.starts_with("STATUS=")) config.status_file = unquoted(line);
        if (line.starts_with("MARKS=")) config.marks_file = unquoted(line);
        if (line.starts_with("ARCH=")) config.native_arch = unquoted(line);
        if (line.starts_with("WAIT=")) config.lock_timeout = unquoted(line);
        if (line.starts_with("CHROOT=")) config.chroot = unquoted(line);
    }
    config.dpkg_options = dpkg_options(dump);
    return config;
}

Result<AptConfig> read_apt_config(const sdk::Host& host) {
    const auto values = ask(
        host, query_command({"apt-config", "shell", "STATUS", "Dir::State::status/f", "MARKS",
                             "Dir::State::extended_states/f", "ARCH", "APT::Architecture", "WAIT",
                             "DPkg::Lock::Timeout", "CHROOT", "DPkg::Chroot-Directory"}));
    if (!values) return values.error();
    const auto dump = ask(host, query_command({"apt-config", "dump"}));
    if (!dump) return dump.error();
    return parse_apt_config(*values, *dump);
}

Result<void> check_root(const AptConfig& config, std::string_view root) {
    const std::string base(without_slash(root));
    bool clear = without_slash(config.chroot).empty();
    const auto dpkg = without_slash(dpkg_root(config, clear));
    if (clear && dpkg == base && config.status_file == base + "/var/lib/dpkg/status" &&
        config.marks_file == base + "/var/lib/apt/extended_states")
        return {};
    return Error{Code::NotSupported,
                 "apt is set up for '" + config.status_file + "' and dpkg for '" +
                     std::string(dpkg.empty() ? "/" : dpkg) + "', but '" + std::string(root) +
                     "' is what was read; name a configuration for it in APT_CONFIG"};
}

} // namespace ferry::apt
