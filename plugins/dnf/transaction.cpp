// Section by section, row by row.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/transaction.hpp"

#include "plugins/dnf/names.hpp"
#include "plugins/kit/words.hpp"

#include <algorithm>

namespace ferry::dnf {
namespace {

class Reader {
public:
    void take(std::string_view line) {
        if (line.front() != ' ') {
            section_ = section_of(line);
            name_.clear();
            return;
        }
        const auto words = kit::words_of(line);
        if (section_ == nullptr || words.empty()) return;
        if (words[0] == "replacing" && words.size() >= 3) {
            take_replacement(words[1]);
        } else if (words.size() == 1) {
            name_ = words[0];
        } else if (!name_.empty()) {
            add(name_, words[0]);
        } else {
            add(words[0], words[1]);
        }
    }

    Transaction result;

private:
    using Rows = std::vector<Transaction::Row>;

    Rows* section_of(std::string_view line) {
        for (const auto* head : {"Installing", "Upgrading", "Downgrading", "Reinstalling"}) {
            if (line.starts_with(head)) return &result.comes;
        }
        return line.starts_with("Removing") ? &result.goes : nullptr;
    }

    void add(std::string_view name, std::string_view arch) {
        if (is_arch(arch)) section_->push_back({std::string(name), std::string(arch)});
        name_.clear();
    }

    /// "ex-old.noarch" (dnf4) or "ex-old" (dnf5), in place of the row before.
    void take_replacement(std::string_view word) {
        if (result.comes.empty()) return;
        const auto gone = parse_id(word);
        const auto& by = result.comes.back().name;
        if (gone && gone->name != by) result.replaced.push_back({by, gone->name});
    }

    Rows* section_ = nullptr;
    std::string name_; // of a row whose columns come on the next line
};

} // namespace

Transaction parse_transaction(std::string_view out) {
    Reader reader;
    for (const auto line : kit::lines_of(out))
        reader.take(line);
    return std::move(reader.result);
}

} // namespace ferry::dnf
