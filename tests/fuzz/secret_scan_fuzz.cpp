// Any bytes as a settings file: the first line is its path, the rest its content.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/secret_scan.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ferry::settings;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(text.find('\n'), text.size());
    const auto content = text.substr(std::min(end + 1, text.size()));
    const auto lines = static_cast<std::size_t>(std::count(content.begin(), content.end(), '\n'));
    const auto findings = scan_for_secrets(text.substr(0, end), content);
    if (findings.size() > kMaxFindings + 1) std::abort();
    for (const auto& finding : findings) {
        if (finding.line > lines + 1 || finding.what.empty()) std::abort();
    }
    return 0;
}
