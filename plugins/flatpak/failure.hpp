// Why flatpak failed, from its words: its exit codes are 0 and 1 only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/change.hpp"

#include <string_view>

namespace ferry::flatpak {

kit::Reason classify(std::string_view out, std::string_view err);

} // namespace ferry::flatpak
