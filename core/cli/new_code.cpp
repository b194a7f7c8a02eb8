// Words around the code.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/new_code.hpp"

#include <string>

namespace ferry::cli {

ExitStatus show_new_code(Context& context, const sync::NewCode& fresh) {
    if (!fresh.doubt.empty())
        context.complain(Error{Code::Network,
                               fresh.doubt + ". Either this recovery code counts now or the old "
                                             "one: keep both, and run ferry account recovery-code "
                                             "when the server can be reached"});
    context.say("Write the recovery code down. It is shown this once, opens the account without "
                "the password, and takes the place of the old one:");
    context.terminal().out(std::string(fresh.code.view()) + "\n");
    return fresh.doubt.empty() ? ExitStatus::Done : ExitStatus::Partly;
}

} // namespace ferry::cli
