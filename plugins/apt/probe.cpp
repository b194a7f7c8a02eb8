// Is apt here, which version, and how will it be used.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/probe.hpp"

#include "plugins/apt/deb822.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace ferry::apt {
namespace {

constexpr std::string_view kStatus = "/var/lib/dpkg/status";
constexpr std::string_view kLists = "/var/lib/apt/lists";
constexpr std::array<std::string_view, 2> kFields = {"Status", "Version"};

/// Only apt's own entry is read: the inventory tells whether the whole file is sound.
std::string_view apt_version(std::string_view status) {
    constexpr std::string_view first = "Package: apt\n";
    constexpr std::string_view later = "\nPackage: apt\n";
    auto at = status.starts_with(first) ? 0 : status.find(later);
    if (at == std::string_view::npos) return {};
    if (at != 0) ++at;
    StanzaReader stanza(status.substr(at), kFields);
    const auto read = stanza.next();
    const bool installed = read && stanza.value(0).ends_with(" installed");
    return installed ? stanza.value(1) : std::string_view{};
}

bool has_lists(const sdk::Host& host) {
    const auto names = host.list_dir(kLists);
    return names && std::any_of(names->begin(), names->end(), [](const sdk::Entry& entry) {
               return entry.name.find("_Packages") != std::string::npos;
           });
}

} // namespace

Result<void> probe(const sdk::Host& host) {
    const auto status = host.read_file(kStatus);
    if (!status && status.error().code == Code::NotFound)
        return Error{Code::Unavailable, std::string(kStatus) + ": not there, so dpkg is not here"};
    if (!status) return status.error();

    std::string note = "reads dpkg's status file; changes go through apt-get";
    if (!has_lists(host))
        note += "; no package lists are here yet: 'apt-get update' as root fetches them";
    host.present(apt_version(*status), note);
    return {};
}

} // namespace ferry::apt
