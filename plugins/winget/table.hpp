// The tables that winget prints where it has no other form: search and upgrade.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ferry::winget {

/// The cells of each row of the first table, read by the columns of its heading, whatever the
/// language. Up to winget 1.28 a cell may be cut: it then ends in "\xe2\x80\xa6". Empty where there
/// is no table. Form: managers' own code, TableOutput.h of winget 1.28 and 1.29.
std::vector<std::vector<std::string>> parse_table(std::string_view out);

/// Whether winget has cut this cell short.
bool is_cut(std::string_view cell);

} // namespace ferry::winget
