// One repoquery for all that was asked.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/offers.hpp"

#include "plugins/dnf/command.hpp"
#include "plugins/dnf/database.hpp"
#include "plugins/dnf/failure.hpp"
#include "plugins/dnf/names.hpp"
#include "plugins/dnf/rows.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace ferry::dnf {
namespace {

Result<std::vector<OfferRow>> ask(const sdk::Host& host, bool upgrades,
                                  const std::vector<std::string>& names) {
    const auto output = host.run(query_command(host, upgrades, names));
    if (!output) return output.error();
    if (output->cancelled) return Error{Code::Cancelled, "stopped"};
    if (output->exit_code == 0) return parse_repoquery(output->out);
    const auto reason = classify(output->exit_code, output->out, output->err);
    const bool network = reason.result == FERRY_RESULT_NETWORK;
    return Error{network ? Code::Network : Code::ToolFailed, "dnf: " + reason.words};
}

bool fits(const OfferRow& row, const Target& target, std::string_view native) {
    if (row.name != target.name) return false;
    if (!target.arch.empty()) return row.arch == target.arch;
    return row.arch == "noarch" || row.arch == native;
}

sdk::Bytes bytes(const std::string& digits) {
    const bool number = !digits.empty() && digits.size() < 19 &&
                        digits.find_first_not_of("0123456789") == std::string::npos;
    return number ? std::stoull(digits) : sdk::kUnknownSize;
}

void emit(const sdk::Host& host, std::string_view id, const OfferRow& row) {
    sdk::Offer offer;
    offer.native_id = id;
    offer.version = row.evr;
    offer.origin = row.repository;
    offer.download_bytes = bytes(row.download_bytes);
    offer.installed_bytes = bytes(row.installed_bytes);
    host.emit(offer);
}

} // namespace

Result<void> look_up(const sdk::Host& host, sdk::Ids ids) {
    std::vector<std::string> names;
    for (const auto id : ids) {
        const auto target = parse_id(id);
        if (target && std::find(names.begin(), names.end(), target->name) == names.end())
            names.push_back(target->name);
    }
    if (names.empty()) return {};
    const auto rows = ask(host, false, names);
    if (!rows) return rows.error();
    const auto native = sdk::from_abi(host.facts().arch);
    for (const auto id : ids) {
        const auto target = parse_id(id);
        if (!target) continue;
        const auto found = std::find_if(rows->begin(), rows->end(), [&](const OfferRow& row) {
            return fits(row, *target, native);
        });
        if (found != rows->end()) emit(host, id, *found);
    }
    return {};
}

Result<void> outdated(const sdk::Host& host) {
    const auto rows = ask(host, true, {});
    if (!rows) return rows.error();
    const auto here = read_database(host);
    if (!here) return here.error();
    const auto native = sdk::from_abi(host.facts().arch);
    for (const auto& row : *rows) {
        const auto id = id_of(row.name, row.arch, native);
        const bool installed = std::any_of(here->begin(), here->end(), [&](const Installed& one) {
            return one.id == id && !one.held;
        });
        if (installed) emit(host, id, row);
    }
    return {};
}

} // namespace ferry::dnf
