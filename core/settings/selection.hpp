// Which files below a settings folder travel: include, minus never.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/entry.hpp"

#include <string_view>

namespace ferry::settings {

/// Whether a rule takes the file at `relative_path`, which stands below the rule's folder, UTF-8,
/// '/' between the names. Where the rule's path is itself a file, that is the file's name.
///
/// `include` is narrow, since it hands things out. A pattern fits the whole path, name by name; a
/// name that is only "*" stands for one name or more: "lua/*" takes all below lua at any depth,
/// "*/prefs.js" wants one folder or more in front. Inside a name '*' and '?' stay within it, so
/// "*.json" takes no file of a sub-folder. Empty takes everything.
///
/// `never` is wide, since it protects, and wins. '*' crosses '/', a pattern without '/' fits that
/// name at any depth ("*.pem", "cache"), and what is below a name that fits is kept out too.
///
/// ASCII case is ignored in both, as two of the three systems do.
bool is_selected(const identity::SettingsRule& rule, std::string_view relative_path);

/// Whether anything below `folder` could be selected; false spares the walk through caches.
bool may_select_below(const identity::SettingsRule& rule, std::string_view folder);

} // namespace ferry::settings
