// Looking names up.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/named_software.hpp"

#include "core/model/grammar.hpp"

#include <algorithm>
#include <utility>

namespace ferry::cli {

bool names_package(const std::string& name) {
    return name.find(':') != std::string::npos;
}

Result<PackageRef> named_package(const std::string& name) {
    auto ref = parse_package_ref(name);
    if (ref && !valid_native_id(ref->installer, ref->id.text))
        return Error{Code::BadData,
                     "\"" + name + "\" is no id that " + ref->installer.text + " can have"};
    return ref;
}

Result<identity::Software> named_software(const identity::Catalog& catalog,
                                          const std::string& name) {
    auto software = catalog.find(SoftwareId{name});
    if (software) return std::move(*software);
    const auto near = catalog.search(name, 1);
    return Error{Code::NotFound, "software \"" + name + "\" is not in the catalog" +
                                     (near.empty() ? "" : "; did you mean " + near[0].text + "?") +
                                     " A package is written INSTALLER:ID"};
}

Result<SoftwareId> software_to_ask_for(const identity::Catalog& catalog, state::State& state,
                                       const std::string& name) {
    const auto software = named_software(catalog, name);
    if (software) return software->id;
    const auto depot = state.depot().list();
    if (!depot) return depot.error();
    const bool there = std::any_of(depot->begin(), depot->end(), [&](const auto& file) {
        return file.manifest.software == name;
    });
    if (there) return SoftwareId{name};
    return Error{software.error().code,
                 software.error().message +
                     "; what is new in the depot is known here after ferry sync"};
}

} // namespace ferry::cli
