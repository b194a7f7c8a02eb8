// UTF-8 outside, UTF-16 where Windows is asked.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace ferry::windows {

std::wstring wide(std::string_view utf8);   // what is no UTF-8 becomes U+FFFD
std::string narrow(std::wstring_view wide); // lone surrogates become U+FFFD

} // namespace ferry::windows
