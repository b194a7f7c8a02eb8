// choco search for what is asked, one at a time: it takes one name; choco outdated for what is
// here.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/choco/offers.hpp"

#include "plugins/choco/failure.hpp"
#include "plugins/choco/names.hpp"
#include "plugins/kit/words.hpp"

#include <chrono>

namespace ferry::choco {
namespace {

constexpr int kNothingOrSomething = 2; // of the feature useEnhancedExitCodes: no failure

Result<std::string> ask(const sdk::Host& host, std::vector<std::string> words) {
    sdk::Command command;
    command.argv = std::move(words);
    command.argv.insert(command.argv.begin(), "choco");
    command.argv.emplace_back("--limit-output");
    command.timeout = std::chrono::minutes(2);
    auto output = host.run(command);
    if (!output) return output.error();
    if (output->cancelled) return Error{Code::Cancelled, "stopped"};
    if (output->exit_code == 0 || output->exit_code == kNothingOrSomething)
        return std::move(output->out);
    const auto reason = classify(output->exit_code, output->out, output->err);
    const bool network = reason.result == FERRY_RESULT_NETWORK;
    return Error{network ? Code::Network : Code::ToolFailed, "choco: " + reason.words};
}

void emit(const sdk::Host& host, std::string_view id, const std::string& version) {
    sdk::Offer offer;
    offer.native_id = id;
    offer.version = version;
    host.emit(offer);
}

} // namespace

Result<std::vector<std::vector<std::string>>> parse_limited(std::string_view out,
                                                            std::size_t cells) {
    std::vector<std::vector<std::string>> rows;
    for (auto line : kit::lines_of(out)) {
        std::vector<std::string> row;
        for (auto rest = line;;) {
            const auto bar = rest.find('|');
            row.push_back(kit::plain(rest.substr(0, bar)));
            if (bar == std::string_view::npos) break;
            rest.remove_prefix(bar + 1);
        }
        if (rows.empty() && row[0] == "Id") continue;
        if (row.size() != cells || !is_id(row[0]))
            return Error{Code::BadData, "choco: not understood: '" + kit::excerpt(line) + "'"};
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<void> look_up(const sdk::Host& host, sdk::Ids ids) {
    for (const auto id : ids) {
        if (!is_id(id)) continue;
        if (host.cancelled()) return Error{Code::Cancelled, "stopped"};
        const auto out = ask(host, {"search", std::string(id), "--exact"});
        if (!out) return out.error();
        const auto rows = parse_limited(*out, 2);
        if (!rows) return rows.error();
        for (const auto& row : *rows) {
            if (lower(row[0]) == lower(id)) emit(host, id, row[1]);
        }
    }
    return {};
}

Result<void> outdated(const sdk::Host& host) {
    const auto out = ask(host, {"outdated", "--ignore-unfound"});
    if (!out) return out.error();
    const auto rows = parse_limited(*out, 4);
    if (!rows) return rows.error();
    for (const auto& row : *rows) {
        if (row[1] != row[2]) emit(host, row[0], row[2]);
    }
    return {};
}

} // namespace ferry::choco
