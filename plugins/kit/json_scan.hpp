// A large JSON document of which only a few values near its root matter, read without a tree.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <functional>
#include <string_view>
#include <variant>

namespace ferry::kit {

/// Texts are borrowed for the call. Numbers with a fraction, nulls and lists are not told.
using JsonScalar = std::variant<bool, std::int64_t, std::string_view>;

/// Tells every scalar of the root object as "key" and of the objects in it as "key.inner".
/// Errors: BadData, with the line where it breaks, or where the root is no object, or something is
/// more than 64 levels deep.
Result<void> scan_json(std::string_view text,
                       const std::function<void(std::string_view path, const JsonScalar&)>& take);

} // namespace ferry::kit
