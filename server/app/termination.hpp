// Holds back the signals that end a server until it waits for them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ferry::server {

/// To be called before the first thread starts: a signal that met a thread, or came before the
/// server waits, would end the process in the middle of its work.
void hold_termination_signals();

} // namespace ferry::server
