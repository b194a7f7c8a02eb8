// The architecture that packages without a ':arch' have on the machine below the root.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/native_arch.hpp"

#include "plugins/apt/names.hpp"
#include "plugins/kit/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ferry::apt {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;
constexpr std::array<Pair, 12> kArchitectures = {{{"x86_64", "amd64"},
                                                  {"aarch64", "arm64"},
                                                  {"arm64", "arm64"},
                                                  {"i386", "i386"},
                                                  {"i686", "i386"},
                                                  {"armv7l", "armhf"},
                                                  {"armv6l", "armel"},
                                                  {"ppc64le", "ppc64el"},
                                                  {"riscv64", "riscv64"},
                                                  {"s390x", "s390x"},
                                                  {"mips64", "mips64el"},
                                                  {"loongarch64", "loong64"}}};

} // namespace

std::string_view debian_arch(std::string_view machine) {
    const auto found = std::find_if(kArchitectures.begin(), kArchitectures.end(),
                                    [&](const Pair& pair) { return pair.first == machine; });
    return found == kArchitectures.end() ? machine : found->second;
}

std::string native_arch(const sdk::Host& host, const std::vector<StatusEntry>& entries) {
    if (const auto file = host.read_file("/var/lib/dpkg/arch")) {
        const auto lines = kit::lines_of(*file);
        if (!lines.empty() && is_architecture(kit::trimmed(lines.front())))
            return std::string(kit::trimmed(lines.front()));
    }
    for (const auto& entry : entries) {
        if (entry.name == "dpkg" && entry.state != State::Absent && entry.arch != "all")
            return std::string(entry.arch);
    }
    return std::string(debian_arch(sdk::from_abi(host.facts().arch)));
}

} // namespace ferry::apt
