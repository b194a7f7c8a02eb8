// Lines of "key=value" in one group.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/desktop/desktop_entry.hpp"

namespace ferry::desktop {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t\r");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

std::string unescaped(std::string_view value) {
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\\' || i + 1 == value.size()) {
            text.push_back(value[i]);
            continue;
        }
        switch (value[++i]) {
        case 's':
            text.push_back(' ');
            break;
        case 'n':
        case 'r':
        case 't':
            text.push_back(' '); // a name is one line
            break;
        default:
            text.push_back(value[i]);
        }
    }
    return text;
}

void take(DesktopEntry& entry, std::string_view key, std::string_view value) {
    if (key == "Type") entry.type = value;
    if (key == "Name") entry.name = unescaped(value);
    if (key == "Exec") entry.exec = unescaped(value);
    if (key == "X-AppImage-Version") entry.version = unescaped(value);
    if ((key == "NoDisplay" || key == "Hidden") && value == "true") entry.hidden = true;
    if (key == "X-Flatpak" || key == "X-SnapInstanceName") entry.of_others = true;
}

} // namespace

DesktopEntry parse_desktop_entry(std::string_view text) {
    DesktopEntry entry;
    bool ours = false;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty() || line.front() == '#') continue;
        if (line.front() == '[') {
            ours = line == "[Desktop Entry]";
            continue;
        }
        const auto equals = line.find('=');
        if (ours && equals != std::string_view::npos)
            take(entry, trimmed(line.substr(0, equals)), trimmed(line.substr(equals + 1)));
    }
    return entry;
}

} // namespace ferry::desktop
