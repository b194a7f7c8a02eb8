// One desktop file: what the Desktop Entry Specification 1.5 says of a program's starter.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace ferry::desktop {

struct DesktopEntry {
    std::string type;
    std::string name;       // in no language
    std::string exec;       // with the value's escapes undone, quoting left
    std::string version;    // of an AppImage, as the tools that integrate one write it
    bool hidden = false;    // not to be shown, or deleted by the person
    bool of_others = false; // of flatpak or snap, which answer for it
};

/// Reads the group "Desktop Entry"; lines that are none are passed over, as desktops do.
DesktopEntry parse_desktop_entry(std::string_view text);

} // namespace ferry::desktop
