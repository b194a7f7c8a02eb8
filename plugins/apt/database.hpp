// What is installed below the root: dpkg's status file with its journal, and apt's marks.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/apt/dpkg_status.hpp"
#include "plugins/apt/names.hpp"

#include <ferry/plugin.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ferry::apt {

struct Entry : StatusEntry {
    bool automatic = false; // apt brought it in for another package's sake
    std::uint32_t next = 0; // 1 + the index of another entry of this name; 0: none
};

/// One state of the machine. Its views are the host's and live until the plugin returns.
class Database {
public:
    /// Errors: Unavailable (no dpkg here), BadData (names file and line), Denied, Io.
    static Result<Database> read(const sdk::Host& host);

    const std::vector<Entry>& entries() const { return entries_; }
    const std::string& native_arch() const { return native_arch_; }
    /// The entry that is this target, of its architecture or of "all" where that is the native one,
    /// unless it is absent. Null where it is not on the machine in any state.
    const Entry* find(const Target& target) const;
    /// dpkg was in the middle of something: its journal was read too.
    bool journal_open() const { return journal_open_; }

private:
    Result<void> add(const std::vector<StatusEntry>& read);
    Result<void> read_journal(const sdk::Host& host);
    void override_with(const std::vector<StatusEntry>& read);
    Result<void> read_marks(const sdk::Host& host);
    template <typename Wanted>
    Entry* find_named(std::string_view name, Wanted wanted);

    std::vector<Entry> entries_;
    std::unordered_map<std::string_view, std::uint32_t> by_name_; // 1 + index of the first
    std::string native_arch_;
    bool journal_open_ = false;
};

} // namespace ferry::apt
