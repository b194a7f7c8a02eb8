// ~/Applications is where AppImage's own guide, AppImageLauncher and appimaged look for them;
// ~/.local/bin is for names that are typed. The name has no version, so that a newer one takes the
// place of the older and menus keep their entry.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/depot/disk.hpp"
#include "core/depot/place.hpp"

namespace ferry::depot {
namespace {

/// A quoted argument of Exec, by the Desktop Entry Specification 1.5: first the rules of quoting,
/// then those of strings, in which a backslash is two.
std::string exec_argument(const std::string& text) {
    std::string words = "\"";
    for (const char c : text) {
        if (c == '"' || c == '`' || c == '$')
            words += std::string("\\\\") + c;
        else if (c == '\\')
            words += "\\\\\\\\";
        else if (c == '%')
            words += "%%";
        else
            words += c;
    }
    return words + "\"";
}

} // namespace

std::string desktop_entry(const std::string& name, const std::filesystem::path& file) {
    return "[Desktop Entry]\nType=Application\nName=" + name +
           "\nExec=" + exec_argument(to_utf8(file)) + " %U\nTerminal=false\n";
}

Result<std::string> place_appimage(const Offer& offer, std::string_view bytes, const Parts& parts) {
    const auto folder = parts.paths.home / "Applications";
    const auto file = folder / from_utf8(offer.software + ".AppImage");
    const auto entries = parts.paths.home / ".local/share/applications";
    for (const auto& one : {folder, entries}) {
        if (auto made = parts.files.create_folders(one); !made) return made.error();
    }
    if (auto written = parts.files.replace(file, bytes); !written) return written.error();
    if (auto mode = make_executable(file); !mode) return mode.error();
    const auto entry = entries / from_utf8("ferry-" + offer.software + ".desktop");
    const auto written = parts.files.replace(entry, desktop_entry(offer.software, file));
    if (!written) return written.error();
    return "it is " + printable(to_utf8(file));
}

} // namespace ferry::depot
