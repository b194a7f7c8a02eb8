// What the roles of a child need from the system.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

namespace ferry::testing {

void binary_streams();                                       // no translation of line ends
void write_status(const std::string& text);                  // to descriptor 3, where there is one
void start_grandchild(const std::vector<std::string>& argv); // shares our output and outlives us
void ignore_interrupts();
void die_by_signal(); // SIGKILL, or its like

/// The arguments as UTF-8.
std::vector<std::string> arguments_of_process(int argc, char** argv);

} // namespace ferry::testing
