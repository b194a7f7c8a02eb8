// Conditions are read once here, for lint, for plans and for the choice of packages alike.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/condition.hpp"

#include "core/identity/catalog.hpp"
#include "core/model/version.hpp"

#include <algorithm>

namespace ferry::identity {
namespace {

bool is_word(std::string_view text, std::string_view also) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               also.find(c) != std::string_view::npos;
    });
}

bool is_system(std::string_view name) {
    return name == "linux" || name == "windows" || name == "macos";
}

/// Every distribution is Linux; a system of another name is none of the other two.
std::string_view system_of(const Condition& condition) {
    return is_system(condition.system) ? std::string_view(condition.system) : "linux";
}

} // namespace

std::optional<Condition> parse_condition(std::string_view text) {
    if (text.empty()) return Condition{};
    const auto mark = text.find(">=");
    const auto system = text.substr(0, mark);
    if (!is_word(system, "._-")) return std::nullopt;
    if (mark == std::string_view::npos) return Condition{std::string(system), {}};
    const auto version = text.substr(mark + 2);
    if (!is_word(version, ".")) return std::nullopt;
    return Condition{std::string(system), std::string(version)};
}

bool may_overlap(const Condition& left, const Condition& right) {
    if (left.system.empty() || right.system.empty() || left.system == right.system) return true;
    if (system_of(left) != system_of(right)) return false;
    return is_system(left.system) || is_system(right.system);
}

bool condition_holds(const std::string& on, const Device& device) {
    const auto condition = parse_condition(on);
    if (!condition) return false;
    if (condition->system.empty()) return true;
    const auto& actual = is_system(condition->system) ? device.os : device.distribution;
    if (actual != condition->system) return false;
    if (condition->version.empty()) return true;
    return !device.os_version.empty() &&
           compare_os_versions(device.os_version, condition->version) >= 0;
}

std::vector<CatalogPackage> fitting_packages(const Software& software, const InstallerId& installer,
                                             const Device& device) {
    std::vector<CatalogPackage> fitting;
    for (const auto& group : software.packages) {
        if (group.installer != installer) continue;
        for (const auto& package : group.packages) {
            if (condition_holds(package.on, device)) fitting.push_back(package);
        }
    }
    return fitting;
}

} // namespace ferry::identity
