// Foreign manifests from files: which format it is, and what it says.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/cli/context.hpp"
#include "core/formats/manifest.hpp"

#include <ferry/result.hpp>

#include <string>

namespace ferry::cli {

/// "-" is stdin. Errors: NotFound, Denied, BadData (no known format, or broken; names file and
/// line).
Result<std::string> read_manifest_text(Context& context, const std::string& file);
Result<Report<formats::Manifest>> read_manifest(const std::string& file, const std::string& text,
                                                const std::string& target_os);
/// The system whose installer wrote such a manifest: a winget list comes from Windows.
Device device_of_format(const std::string& format, const std::string& name);

} // namespace ferry::cli
