// How winget ended. Its exit code is a HRESULT; its words are in the person's language.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/change.hpp"

#include <string>
#include <string_view>

namespace ferry::winget {

kit::Reason classify(const sdk::Output& output);
bool nothing_found(int exit_code); // no failure where a list was asked for
bool wants_restart(int exit_code); // done, complete after a restart

/// Network where it is one, ToolFailed otherwise, with the code in winget's own form, 0x8A150014.
Error error_of(std::string_view what, const sdk::Output& output);

} // namespace ferry::winget
