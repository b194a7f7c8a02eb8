// The one check between our entries and a file that another tool will act on.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/checked_entries.hpp"

#include "core/base/text.hpp"
#include "core/formats/manifest_builder.hpp"
#include "core/model/grammar.hpp"

#include <algorithm>

namespace ferry::formats {

std::vector<Entry> checked_entries(const std::vector<Entry>& entries, const InstallerId& installer,
                                   std::vector<Problem>& problems) {
    std::vector<Entry> checked;
    for (const auto& entry : entries) {
        if (entry.ref.installer != installer)
            problems.push_back({shown(entry.ref.text()),
                                "no package of " + installer.text + ", so it is left out", "",
                                Code::NotSupported});
        else if (!valid_native_id(installer, entry.ref.id.text))
            problems.push_back(
                {shown(entry.ref.text()),
                 "left out: the id has to be " + std::string(native_id_rule(installer)), "",
                 Code::BadData});
        else
            checked.push_back(entry);
    }
    std::stable_sort(checked.begin(), checked.end(), [](const Entry& left, const Entry& right) {
        return lower(left.ref.id.text) < lower(right.ref.id.text);
    });
    const auto same = [](const Entry& left, const Entry& right) { return left.ref == right.ref; };
    checked.erase(std::unique(checked.begin(), checked.end(), same), checked.end());
    return checked;
}

std::string comment_text(const std::vector<std::string>& comments) {
    std::string text;
    for (const auto& comment : comments)
        text += "# " + printable(comment) + "\n";
    return text;
}

} // namespace ferry::formats
