// The grammar of native ids: what may ever reach an installer's command line.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/ids.hpp"

#include <string_view>

namespace ferry {

/// Whether `id` is a name as its installer writes names, and nothing that a tool or a shell could
/// take for more: no option, path, URL, pattern, version or suffix. brew ids are "cask:NAME" or
/// "formula:NAME"; an apt id may carry its architecture ("libc6:i386"). Installers that this file
/// has not met are held to a careful common grammar.
bool valid_native_id(const InstallerId& installer, std::string_view id);

/// The rule in words, for the message that refuses an id.
std::string_view native_id_rule(const InstallerId& installer);

/// Whether two spellings name one package: winget, choco and brew ignore case.
bool same_native_id(const InstallerId& installer, std::string_view left, std::string_view right);

} // namespace ferry
