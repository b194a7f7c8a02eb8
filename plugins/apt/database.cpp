// What is installed below the root: dpkg's status file with its journal, and apt's marks.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/database.hpp"

#include "plugins/apt/extended_states.hpp"
#include "plugins/apt/native_arch.hpp"

#include <algorithm>

namespace ferry::apt {
namespace {

constexpr std::string_view kStatus = "/var/lib/dpkg/status";
constexpr std::string_view kInfo = "/var/lib/dpkg/info";
constexpr std::string_view kJournal = "/var/lib/dpkg/updates";
constexpr std::string_view kMarks = "/var/lib/apt/extended_states";

/// A status file of no bytes is a new machine's, or what a full disk left of an old one's: dpkg
/// keeps a list of files for every package, so those lists tell the two apart.
Result<void> check_empty(const sdk::Host& host) {
    const auto names = host.list_dir(kInfo);
    if (!names) return {};
    const auto list = std::find_if(names->begin(), names->end(), [](const sdk::Entry& entry) {
        return entry.kind == sdk::EntryKind::File && entry.name.ends_with(".list");
    });
    if (list == names->end()) return {};
    return Error{Code::BadData, std::string(kStatus) + ": line 1: empty, although " +
                                    std::string(kInfo) + "/" + list->name +
                                    " is there; status-old beside it may be whole"};
}

bool is_journal_name(const sdk::Entry& entry) {
    return entry.kind == sdk::EntryKind::File && !entry.name.empty() &&
           entry.name.find_first_not_of("0123456789") == std::string::npos;
}

Error damaged(const Error& error, std::string_view file) {
    const auto named = error.under(file);
    if (file != kStatus) return named;
    return Error{named.code, named.message + "; status-old beside it may be whole"};
}

} // namespace

Result<Database> Database::read(const sdk::Host& host) {
    const auto text = host.read_file(kStatus);
    if (!text && text.error().code == Code::NotFound)
        return Error{Code::Unavailable, std::string(kStatus) + ": not there, so dpkg is not here"};
    if (!text) return text.error();
    if (text->empty()) {
        if (const auto empty = check_empty(host); !empty) return empty.error();
    }
    const auto read = parse_status(*text);
    if (!read) return damaged(read.error(), kStatus);

    Database database;
    database.native_arch_ = apt::native_arch(host, *read);
    if (const auto added = database.add(*read); !added) return damaged(added.error(), kStatus);
    if (const auto journal = database.read_journal(host); !journal) return journal.error();
    if (const auto marks = database.read_marks(host); !marks) return marks.error();
    return database;
}

Result<void> Database::add(const std::vector<StatusEntry>& read) {
    entries_.reserve(read.size());
    by_name_.reserve(read.size());
    for (const auto& entry : read) {
        const auto same = [&](const Entry& known) { return known.arch == entry.arch; };
        if (const auto* twice = find_named(entry.name, same))
            return Error{Code::BadData, "line " + std::to_string(entry.line) + ": package '" +
                                            std::string(entry.name) +
                                            "' is there twice, first at line " +
                                            std::to_string(twice->line)};
        auto& first = by_name_[entry.name];
        entries_.push_back(Entry{entry, false, first});
        first = static_cast<std::uint32_t>(entries_.size());
    }
    return {};
}

/// While dpkg works, and after it was killed, the newest states are in files of their own, named
/// by numbers, whose entries replace the status file's. dpkg-query reads them too (1.21).
Result<void> Database::read_journal(const sdk::Host& host) {
    const auto names = host.list_dir(kJournal);
    if (!names && names.error().code == Code::NotFound) return {};
    if (!names) return names.error();
    for (const auto& entry : *names) {
        if (!is_journal_name(entry)) continue;
        const auto file = std::string(kJournal) + "/" + entry.name;
        const auto text = host.read_file(file);
        if (!text && text.error().code == Code::NotFound) continue; // dpkg has just finished it
        if (!text) return text.error();
        journal_open_ = true;
        const auto read = parse_status(*text, Ending::Line);
        if (!read) return damaged(read.error(), file);
        override_with(*read);
    }
    return {};
}

void Database::override_with(const std::vector<StatusEntry>& read) {
    for (const auto& entry : read) {
        const auto same = [&](const Entry& known) {
            return known.arch == entry.arch || known.arch.empty() || entry.arch.empty();
        };
        if (auto* known = find_named(entry.name, same)) {
            static_cast<StatusEntry&>(*known) = entry;
            continue;
        }
        auto& first = by_name_[entry.name];
        entries_.push_back(Entry{entry, false, first});
        first = static_cast<std::uint32_t>(entries_.size());
    }
}

Result<void> Database::read_marks(const sdk::Host& host) {
    const auto text = host.read_file(kMarks);
    if (!text && text.error().code == Code::NotFound) return {}; // apt has marked nothing yet
    if (!text) return text.error();
    const auto marks = parse_extended_states(*text);
    if (!marks) return damaged(marks.error(), kMarks);
    for (const auto& mark : *marks) {
        const auto same = [&](const Entry& known) {
            return known.arch == mark.arch || (known.arch == "all" && mark.arch == native_arch_);
        };
        if (auto* entry = find_named(mark.name, same)) entry->automatic = true;
    }
    return {};
}

template <typename Wanted>
Entry* Database::find_named(std::string_view name, Wanted wanted) {
    const auto first = by_name_.find(name);
    if (first == by_name_.end()) return nullptr;
    for (auto at = first->second; at != 0; at = entries_[at - 1].next) {
        if (wanted(entries_[at - 1])) return &entries_[at - 1];
    }
    return nullptr;
}

const Entry* Database::find(const Target& target) const {
    const auto same = [&](const Entry& known) {
        return known.state != State::Absent &&
               (known.arch == target.arch || (known.arch == "all" && target.arch == native_arch_));
    };
    return const_cast<Database*>(this)->find_named(target.name, same);
}

} // namespace ferry::apt
