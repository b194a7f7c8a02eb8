// config.json: what a person has set once for all commands.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/context.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ferry::cli {

struct Config {
    std::vector<std::string> prefer;           // installers, best first
    std::string catalog_remote;                // https://... or a folder
    std::vector<std::string> catalog_keys;     // "ssh-ed25519 AAAA...", trusted
    std::vector<std::string> catalog_overlays; // folders that go over the catalog
};

std::filesystem::path config_file(Context& context);
/// Where `catalog update` keeps what it fetched.
std::filesystem::path fetched_catalog(Context& context);

/// Empty where the file is absent. Errors: BadData naming the file and what is wrong in it; Io.
Result<Config> read_config(Context& context);

} // namespace ferry::cli
