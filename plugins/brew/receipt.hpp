// INSTALL_RECEIPT.json of a keg or a cask: the parts that matter here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace ferry::brew {

struct Receipt {
    bool asked_for = true; // absent in what is very old: a person's wish then
    std::string tap;       // as foreign_tap() gives it
    std::string arch;      // "arm64", "x86_64"; empty in old ones
    std::string version;   // of casks only
    std::int64_t time = 0; // seconds since 1970
};

/// Forms of Homebrew 2 to 6. Errors: BadData with the line.
Result<Receipt> parse_receipt(std::string_view content);

} // namespace ferry::brew
