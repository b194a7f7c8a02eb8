// One question to flatpak for all remotes, however many ids were asked.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/offers.hpp"

#include "plugins/flatpak/command.hpp"
#include "plugins/flatpak/failure.hpp"
#include "plugins/flatpak/inventory.hpp"
#include "plugins/kit/words.hpp"

#include <algorithm>
#include <array>

namespace ferry::flatpak {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00a0";
constexpr const char* kColumns = "--columns=ref,version,origin,download-size,installed-size";

struct Unit {
    std::string_view word;
    double bytes;
};
constexpr std::array kUnits = {Unit{"bytes", 1}, Unit{"byte", 1}, Unit{"kB", 1e3},
                               Unit{"MB", 1e6},  Unit{"GB", 1e9}, Unit{"TB", 1e12}};

std::vector<std::string_view> cells_of(std::string_view line) {
    std::vector<std::string_view> cells;
    for (;;) {
        const auto end = line.find('\t');
        cells.push_back(line.substr(0, end));
        if (end == std::string_view::npos) return cells;
        line.remove_prefix(end + 1);
    }
}

/// Digits, perhaps with a point between; negative: something else.
double parse_number(std::string_view text) {
    double value = 0, scale = 0;
    for (const char c : text) {
        if (c == '.' && scale == 0) {
            scale = 1;
        } else if (c >= '0' && c <= '9' && text.size() < 16) {
            value = value * 10 + (c - '0');
            scale *= 10;
        } else {
            return -1;
        }
    }
    return text.empty() ? -1 : value / (scale == 0 ? 1 : scale);
}

bool fits(const Ref& asked, const Ref& offered) {
    return asked.runtime == offered.runtime && asked.id == offered.id &&
           (asked.arch.empty() || asked.arch == offered.arch) &&
           (asked.branch.empty() || asked.branch == offered.branch);
}

void emit(const sdk::Host& host, std::string_view id, const Offered& offered) {
    sdk::Offer offer;
    offer.native_id = id;
    offer.version = offered.version;
    offer.origin = offered.remote;
    offer.download_bytes = offered.download_bytes;
    offer.installed_bytes = offered.installed_bytes;
    host.emit(offer);
}

} // namespace

std::uint64_t parse_size(std::string_view text) {
    for (const auto& unit : kUnits) {
        if (!text.ends_with(unit.word)) continue;
        auto number = text.substr(0, text.size() - unit.word.size());
        if (number.ends_with(kNoBreakSpace)) number.remove_suffix(kNoBreakSpace.size());
        const auto value = parse_number(kit::trimmed(number));
        if (value >= 0 && value < 1e6) return static_cast<std::uint64_t>(value * unit.bytes + 0.5);
    }
    return sdk::kUnknownSize;
}

Result<std::vector<Offered>> parse_remote_ls(std::string_view out) {
    std::vector<Offered> offers;
    for (const auto line : kit::lines_of(out)) {
        const auto cells = cells_of(line);
        auto ref = cells.size() == 5 ? parse_ref(cells[0]) : std::nullopt;
        if (cells.size() == 5 && !ref) ref = parse_ref("app/" + std::string(cells[0]));
        if (!ref || !is_remote(cells[2]))
            return Error{Code::BadData,
                         "flatpak remote-ls: not understood: '" + kit::excerpt(line) + "'"};
        offers.push_back({*ref, kit::plain(cells[1]), std::string(cells[2]), parse_size(cells[3]),
                          parse_size(cells[4])});
    }
    return offers;
}

const Offered* best(const std::vector<Offered>& offers, const Ref& asked) {
    const Offered* found = nullptr;
    for (const auto& offer : offers) {
        if (!fits(asked, offer.ref)) continue;
        if (found == nullptr || (found->ref.branch != "stable" && offer.ref.branch == "stable"))
            found = &offer;
    }
    return found;
}

Result<std::vector<Offered>> offers(const sdk::Host& host, bool updates) {
    const auto all = installations(host);
    if (!all) return all.error();
    std::vector<Offered> offers;
    for (const auto& installation : *all) {
        if (installation.config.remotes.empty()) continue;
        std::vector<std::string> words = {"remote-ls", installation.option(), "--app", kColumns};
        if (updates) words.emplace_back("--updates");
        const auto output = host.run(query_command(host, std::move(words)));
        if (!output) return output.error();
        if (output->cancelled) return Error{Code::Cancelled, "stopped"};
        if (output->exit_code != 0) {
            const auto reason = classify(output->out, output->err);
            const bool network = reason.result == FERRY_RESULT_NETWORK;
            return Error{network ? Code::Network : Code::ToolFailed, "flatpak: " + reason.words};
        }
        auto read = parse_remote_ls(output->out);
        if (!read) return read.error();
        std::move(read->begin(), read->end(), std::back_inserter(offers));
    }
    return offers;
}

Result<void> look_up(const sdk::Host& host, sdk::Ids ids) {
    const auto plausible = std::any_of(
        ids.begin(), ids.end(), [](std::string_view id) { return parse_id(id).has_value(); });
    if (!plausible) return {};
    const auto known = offers(host, false);
    if (!known) return known.error();
    for (const auto id : ids) {
        const auto asked = parse_id(id);
        const auto* offered = asked ? best(*known, *asked) : nullptr;
        if (offered != nullptr) emit(host, id, *offered);
    }
    return {};
}

Result<void> outdated(const sdk::Host& host) {
    const auto newer = offers(host, true);
    if (!newer) return newer.error();
    const auto here = rows(host);
    if (!here) return here.error();
    for (const auto& row : *here) {
        const auto found = std::find_if(newer->begin(), newer->end(), [&](const Offered& offer) {
            return offer.ref == row.deployed.ref;
        });
        if (found != newer->end()) emit(host, row.native_id, *found);
    }
    return {};
}

} // namespace ferry::flatpak
