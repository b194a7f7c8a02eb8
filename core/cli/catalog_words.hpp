// A software of the catalog, written for people and as JSON.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/catalog.hpp"
#include "core/model/device.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace ferry::cli {

/// {"apt": [{"id", "on", "needs"}], ...}
nlohmann::json packages_json(const identity::Software& software);

/// One indented line per installer; what would be taken on `device` is marked with '*'.
std::string packages_text(const identity::Software& software, const Device& device);

} // namespace ferry::cli
