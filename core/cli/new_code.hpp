// A recovery code, shown this once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/context.hpp"
#include "core/sync/account_keys.hpp"

namespace ferry::cli {

/// The code on stdout, and what is uncertain about it. Partly: it may not count.
ExitStatus show_new_code(Context& context, const sync::NewCode& fresh);

} // namespace ferry::cli
