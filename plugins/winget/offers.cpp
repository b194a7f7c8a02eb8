// winget search for what is asked, one at a time: it takes one id; winget upgrade for what is here.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/winget/offers.hpp"

#include "plugins/winget/failure.hpp"
#include "plugins/winget/names.hpp"
#include "plugins/winget/table.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace ferry::winget {
namespace {

constexpr std::size_t kId = 1, kVersion = 2, kAvailable = 3;

Result<std::vector<std::vector<std::string>>> ask(const sdk::Host& host,
                                                  std::vector<std::string> words) {
    sdk::Command command;
    command.argv = std::move(words);
    command.argv.insert(command.argv.begin(), "winget");
    command.argv.insert(command.argv.end(),
                        {"--accept-source-agreements", "--disable-interactivity"});
    command.timeout = std::chrono::minutes(3);
    const auto output = host.run(command);
    if (!output) return output.error();
    if (output->cancelled) return Error{Code::Cancelled, "stopped"};
    if (nothing_found(output->exit_code)) return std::vector<std::vector<std::string>>{};
    if (output->exit_code != 0) return error_of("winget " + command.argv[1], *output);
    return parse_table(output->out);
}

void emit(const sdk::Host& host, std::string_view id, const std::string& version,
          const std::string& source) {
    sdk::Offer offer;
    offer.native_id = id;
    if (!is_cut(version)) offer.version = version;
    offer.origin = source;
    host.emit(offer);
}

} // namespace

Result<void> look_up(const sdk::Host& host, sdk::Ids ids) {
    for (const auto id : ids) {
        if (!is_id(id)) continue;
        if (host.cancelled()) return Error{Code::Cancelled, "stopped"};
        const std::string source = is_store_id(id) ? "msstore" : "winget";
        const auto rows =
            ask(host, {"search", "--id", std::string(id), "--exact", "--source", source});
        if (!rows) return rows.error();
        for (const auto& row : *rows) {
            if (lower(row[kId]) == lower(id)) emit(host, id, row[kVersion], source);
        }
    }
    return {};
}

Result<void> outdated(const sdk::Host& host) {
    const auto rows = ask(host, {"upgrade", "--include-unknown"});
    if (!rows) return rows.error();
    for (const auto& row : *rows) {
        if (row.size() <= kAvailable) continue;
        if (is_cut(row[kId])) {
            host.log(FERRY_LOG_WARNING, "winget cut the id '" + row[kId] +
                                            "' short; from 1.29 on "
                                            "it does not");
            continue;
        }
        if (is_id(row[kId]))
            emit(host, row[kId], row[kAvailable], row.size() > 4 ? row[4] : std::string());
    }
    return {};
}

} // namespace ferry::winget
