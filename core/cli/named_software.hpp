// Software as a person names it on the command line: by its id, or as INSTALLER:ID.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/catalog.hpp"
#include "core/model/ids.hpp"
#include "core/state/state.hpp"

#include <ferry/result.hpp>

#include <string>

namespace ferry::cli {

bool names_package(const std::string& name); // INSTALLER:ID
/// Errors: BadData (the installer cannot have such an id).
Result<PackageRef> named_package(const std::string& name);
/// Errors: NotFound, with the nearest id.
Result<identity::Software> named_software(const identity::Catalog& catalog,
                                          const std::string& name);

/// Its id; also of software that the catalog does not know and the depot has, as the last sync saw
/// it. Errors: NotFound, with the nearest id; Io.
Result<SoftwareId> software_to_ask_for(const identity::Catalog& catalog, state::State& state,
                                       const std::string& name);

} // namespace ferry::cli
