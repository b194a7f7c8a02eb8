// Text as a part of a request's target.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace ferry::sync {

/// Percent-escapes all but letters, digits and - . _ ~, also in ids that a server made up.
std::string escaped(std::string_view text);

} // namespace ferry::sync
