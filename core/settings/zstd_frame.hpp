// The outside of zstd data, looked at before a library may allocate what it asks for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <string_view>

namespace ferry::settings {

/// Whether `bytes` are whole zstd frames from end to end, each content with a window of at most
/// 8 MiB and no dictionary. Only headers and lengths are read. Errors: BadData (not zstd, cut
/// off), Denied (a larger window, a dictionary, bytes behind the last frame).
Result<void> check_zstd_frames(std::string_view bytes);

} // namespace ferry::settings
