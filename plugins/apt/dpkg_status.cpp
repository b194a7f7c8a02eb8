// What dpkg's status file says of each package.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/dpkg_status.hpp"

#include "plugins/apt/names.hpp"
#include "plugins/kit/words.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace ferry::apt {
namespace {

enum Field : std::size_t { Package, Status, Priority, Architecture, Version, Essential, Protected };
constexpr std::array<std::string_view, 7> kFields = {
    "Package", "Status", "Priority", "Architecture", "Version", "Essential", "Protected"};

constexpr std::array<std::string_view, 5> kWishes = {"install", "hold", "deinstall", "purge",
                                                     "unknown"};

struct StateWord {
    std::string_view word;
    State state;
};
constexpr std::array<StateWord, 8> kStates = {{{"installed", State::Installed},
                                               {"config-files", State::Absent},
                                               {"not-installed", State::Absent},
                                               {"unpacked", State::Broken},
                                               {"half-configured", State::Broken},
                                               {"half-installed", State::Broken},
                                               {"triggers-awaited", State::Broken},
                                               {"triggers-pending", State::Broken}}};

/// "hold ok installed": wish, flag, state. False where a word is none that dpkg writes.
bool read_status(std::string_view status, StatusEntry& entry) {
    const auto first = status.find(' ');
    const auto last = status.rfind(' ');
    if (first == std::string_view::npos || first == last) return false;
    const auto wish = status.substr(0, first);
    const auto flag = status.substr(first + 1, last - first - 1);
    const auto word = status.substr(last + 1);

    const auto state = std::find_if(kStates.begin(), kStates.end(),
                                    [&](const StateWord& known) { return known.word == word; });
    if (state == kStates.end() || (flag != "ok" && flag != "reinstreq")) return false;
    if (std::find(kWishes.begin(), kWishes.end(), wish) == kWishes.end()) return false;
    entry.held = wish == "hold";
    entry.state = state->state;
    if (flag == "reinstreq" && entry.state == State::Installed) entry.state = State::Broken;
    return true;
}

Error wrong(const StatusEntry& entry, const char* field, std::string_view value) {
    return Error{Code::BadData, "line " + std::to_string(entry.line) + ": package '" +
                                    kit::excerpt(entry.name) + "' has the " + field + " '" +
                                    kit::excerpt(value) + "'"};
}

Result<StatusEntry> read_entry(const StanzaReader& stanza) {
    StatusEntry entry;
    entry.line = stanza.line();
    entry.name = stanza.value(Package);
    entry.version = stanza.value(Version);
    entry.arch = stanza.value(Architecture);
    if (!is_recorded_name(entry.name)) return wrong(entry, "name", entry.name);
    if (!read_status(stanza.value(Status), entry))
        return wrong(entry, "Status", stanza.value(Status));
    if (entry.state == State::Absent) return entry;
    if (!is_architecture(entry.arch)) return wrong(entry, "Architecture", entry.arch);
    const bool may_lack_version = entry.state == State::Broken && entry.version.empty();
    if (!may_lack_version && !is_version(entry.version))
        return wrong(entry, "Version", entry.version);
    const auto priority = stanza.value(Priority);
    entry.base = stanza.value(Essential) == "yes" || stanza.value(Protected) == "yes" ||
                 priority == "required" || priority == "important";
    return entry;
}

} // namespace

Result<std::vector<StatusEntry>> parse_status(std::string_view text, Ending ending) {
    // A power cut leaves blocks of NUL on some file systems; dpkg itself refuses them too.
    if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
        const auto before = text.substr(0, nul);
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        return Error{Code::BadData, "line " + std::to_string(line) + ": a NUL byte"};
    }
    std::vector<StatusEntry> entries;
    entries.reserve(text.size() / 900); // about one entry on a usual machine
    StanzaReader stanza(text, kFields, ending);
    for (;;) {
        const auto more = stanza.next();
        if (!more) return more.error();
        if (!*more) return entries;
        const auto entry = read_entry(stanza);
        if (!entry) return entry.error();
        entries.push_back(*entry);
    }
}

} // namespace ferry::apt
