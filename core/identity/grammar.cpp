// A thin layer over core/model/grammar.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/grammar.hpp"

#include "core/base/text.hpp"
#include "core/model/grammar.hpp"

#include <algorithm>
#include <iterator>

namespace ferry::identity {
namespace {

constexpr std::string_view kKnown[] = {"apt", "brew", "choco", "dnf", "flatpak", "winget"};

/// apt's "libc6:i386" is one package on one architecture; the software is libc6 on any.
std::string_view without_arch(const InstallerId& installer, std::string_view id) {
    return installer.text == "apt" ? id.substr(0, id.find(':')) : id;
}

} // namespace

bool is_known_installer(const InstallerId& installer) {
    return std::find(std::begin(kKnown), std::end(kKnown), installer.text) != std::end(kKnown);
}

Result<void> check_native_id(const InstallerId& installer, std::string_view id) {
    if (valid_native_id(installer, id) && without_arch(installer, id) == id) return {};
    return Error{Code::BadData, "\"" + printable(id.substr(0, 100)) + "\" is no " + installer.text +
                                    " id; it has to be " + std::string(native_id_rule(installer))};
}

std::string comparable_id(const InstallerId& installer, std::string_view id) {
    const bool ignores_case = same_native_id(installer, "a", "A");
    const auto plain = without_arch(installer, id);
    return ignores_case ? lower(plain) : std::string(plain);
}

} // namespace ferry::identity
