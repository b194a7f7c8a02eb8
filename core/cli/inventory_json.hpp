// The JSON of `ferry list --json` and the pieces it shares with other commands.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/identity/catalog.hpp"
#include "core/model/inventory.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ferry::cli {

nlohmann::json problems_json(const std::vector<Problem>& problems);
nlohmann::json device_json(const Device& device);
nlohmann::json package_json(const InstallerId& installer, const Package& package,
                            const std::optional<identity::Recognition>& recognition);
nlohmann::json trace_json(const Trace& trace,
                          const std::optional<identity::Recognition>& recognition);
/// The text, or null where it is empty.
nlohmann::json text_or_null(const std::string& text);
/// The shape that every reading command prints: one document, one line.
void print_json(class Context& context, const nlohmann::json& document);

} // namespace ferry::cli
