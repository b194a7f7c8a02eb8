// A certificate of one's own, for a server without a name that an authority would sign.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace ferry::server {

struct CertificateFiles {
    std::filesystem::path certificate;
    std::filesystem::path key; // readable by the owner only
    std::string fingerprint;   // SHA-256 of the certificate, 64 hex digits
};

/// Made once (ECDSA P-256, ten years) and kept in `folder`. `names`: host names and addresses in
/// it. Errors: Io, Internal.
Result<CertificateFiles> self_signed_certificate(const std::filesystem::path& folder,
                                                 const std::vector<std::string>& names);

} // namespace ferry::server
