// Which packages apt installed by itself, for others' sake.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/extended_states.hpp"

#include "plugins/apt/deb822.hpp"
#include "plugins/apt/names.hpp"
#include "plugins/kit/words.hpp"

#include <array>
#include <string>

namespace ferry::apt {
namespace {

enum Field : std::size_t { Package, Architecture, AutoInstalled };
constexpr std::array<std::string_view, 3> kFields = {"Package", "Architecture", "Auto-Installed"};

} // namespace

Result<std::vector<AutomaticMark>> parse_extended_states(std::string_view text) {
    std::vector<AutomaticMark> marks;
    StanzaReader stanza(text, kFields);
    for (;;) {
        const auto more = stanza.next();
        if (!more) return more.error();
        if (!*more) return marks;
        const AutomaticMark mark{stanza.value(Package), stanza.value(Architecture)};
        if (!is_recorded_name(mark.name) || !is_architecture(mark.arch))
            return Error{Code::BadData, "line " + std::to_string(stanza.line()) +
                                            ": an entry without package and architecture: '" +
                                            kit::excerpt(mark.name) + "'"};
        if (stanza.value(AutoInstalled) == "1") marks.push_back(mark);
    }
}

} // namespace ferry::apt
