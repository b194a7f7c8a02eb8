// The fingerprint, to be compared with what the server printed.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/certificate.hpp"

#include "core/base/text.hpp"

namespace ferry::cli {

sync::AcceptCertificate ask_about_certificate(Context& context) {
    return [&context](const sync::UnknownCertificate& certificate) {
        context.terminal().err("The certificate of " + printable(certificate.server) +
                               " is vouched for by nobody. Its SHA-256 fingerprint is\n  " +
                               certificate.fingerprint + "\n");
        if (!certificate.before.empty())
            context.terminal().err("Until now it was\n  " + certificate.before + "\n");
        const auto yes = context.confirm("Is this what the server printed when it started?");
        if (!yes) context.complain(yes.error());
        return yes && *yes;
    };
}

} // namespace ferry::cli
