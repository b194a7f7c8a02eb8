// Offers of the depot for tests, and the files that they name.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/text.hpp"
#include "core/depot/offer.hpp"
#include "core/platform/files.hpp"
#include "core/vault/signature.hpp"

#include <filesystem>
#include <string>

namespace ferry::testing {

/// The content's size and hash are in the offer.
inline depot::Offer offer_of(const std::string& file, const std::string& format,
                             const std::string& os, const std::string& content = "content") {
    depot::Offer offer;
    offer.software = "example-editor";
    offer.version = "1.2";
    offer.file = file;
    offer.format = format;
    offer.os = os;
    offer.arch = "x86_64";
    offer.sha256 = hex(vault::sha256(content));
    offer.size = content.size();
    return offer;
}

} // namespace ferry::testing
