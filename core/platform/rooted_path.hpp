// Where a path of a machine lies when its tree is below another folder.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <filesystem>
#include <string_view>

namespace ferry {

/// `path` is absolute as the machine itself would say it, UTF-8, '/' between the names; `root`
/// stands for "/" and for drive C. Errors: BadData ("..", not absolute), NotFound (other drive).
Result<std::filesystem::path> path_below(const std::filesystem::path& root, std::string_view path);

} // namespace ferry
