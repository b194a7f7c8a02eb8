// Asking the person about a certificate that no authority vouches for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/context.hpp"
#include "core/sync/transport.hpp"

namespace ferry::cli {

/// Borrows the context.
sync::AcceptCertificate ask_about_certificate(Context& context);

} // namespace ferry::cli
