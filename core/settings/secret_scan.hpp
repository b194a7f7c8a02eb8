// Finds what looks like a password, token or private key in a settings file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::settings {

struct SecretFinding {
    std::size_t line; // from 1; 0: the file itself, by its name
    std::string what; // "a GitHub token"; never any part of the secret

    bool operator==(const SecretFinding&) const = default;
};

/// At most this many findings of one file; the rest adds nothing to the answer.
constexpr std::size_t kMaxFindings = 100;

/// At most one finding per line, in the order of the file. `path` has '/' between its names.
/// Any bytes, in time linear to their number; UTF-16 with a mark at its front is understood.
/// No answer is a proof: a secret without a telling name or form is not seen.
std::vector<SecretFinding> scan_for_secrets(std::string_view path, std::string_view content);

/// Whether the name alone says that the file holds a secret: id_ed25519, *.pem, *.kdbx, .netrc.
bool is_secret_by_name(std::string_view path);

} // namespace ferry::settings
