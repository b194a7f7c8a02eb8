// Why brew failed, from its words, which are English on every machine.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/change.hpp"

#include <string_view>

namespace ferry::brew {

kit::Reason classify(std::string_view out, std::string_view err);

} // namespace ferry::brew
