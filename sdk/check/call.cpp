// The promises that hold for every call, whatever it was asked.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/call.hpp"

#include "core/base/text.hpp"
#include "sdk/check/words.hpp"

#include <ferry/plugin.hpp>

#include <algorithm>
#include <set>

namespace ferry::check {
namespace {

using Plain = ferry_status (*)(const ferry_host*);
using WithIds = ferry_status (*)(const ferry_host*, const ferry_str*, size_t);

Plain plain_call(const ferry_plugin& plugin, std::string_view call) {
    if (call == "probe") return plugin.probe;
    if (call == "inventory") return plugin.inventory;
    if (call == "traces") return plugin.traces;
    if (call == "outdated") return plugin.outdated;
    return nullptr;
}

WithIds call_with_ids(const ferry_plugin& plugin, std::string_view call) {
    if (call == "look_up") return plugin.look_up;
    if (call == "install") return plugin.install;
    if (call == "remove") return plugin.remove;
    if (call == "upgrade") return plugin.upgrade;
    return nullptr;
}

void check_failures(const Said& said, std::vector<Finding>& found) {
    const auto add = [&](const std::string& what) { found.push_back({"failures-once", what}); };
    const auto status = status_word(said.status);
    if (!is_known(status)) add("returns the status " + std::to_string(said.status));
    if (said.status == FERRY_OK) {
        if (!said.failures.empty()) add("calls fail() and returns ok");
        return;
    }
    if (said.failures.size() != 1) {
        add("returns " + status + " after " + std::to_string(said.failures.size()) +
            " calls of fail(); there must be one");
        return;
    }
    const auto& [told, message] = said.failures.front();
    if (told != said.status) add("tells fail() " + status_word(told) + " and returns " + status);
    if (message.empty()) add("calls fail() without a message");
}

/// Ids travel to other devices and into commands: no space, no control character, nothing else.
bool is_printable_id(const std::string& id) {
    return !id.empty() &&
           std::all_of(id.begin(), id.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

void check_text(const Row& row, std::vector<Finding>& found) {
    for (const auto& [field, value] : row) {
        const bool foreign_words = field == "message";
        if (!valid_utf8(value) || (!foreign_words && printable(value) != value))
            found.push_back({"ids", "the " + field + " " + shown(value) +
                                        " is not printable UTF-8 on one line"});
        else if (!is_known(value) && field != "name" && field != "message" && field != "version")
            found.push_back({"ids", "the " + field + " is " + value});
    }
}

void check_packages(const Said& said, std::vector<Finding>& found) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& row : said.packages) {
        const auto& id = row.at("id");
        if (!is_printable_id(id))
            found.push_back({"ids", "the id " + shown(id) +
                                        " is empty or has something else than printable ASCII"});
        if (!seen.emplace(id, row.at("arch")).second)
            found.push_back(
                {"ids", "emits " + shown(id) + " of arch " + shown(row.at("arch")) + " twice"});
        check_text(row, found);
    }
    for (const auto* list : {&said.traces, &said.offers, &said.outcomes}) {
        for (const auto& row : *list) {
            if (list == &said.traces && (row.at("source").empty() || row.at("key").empty()))
                found.push_back({"ids", "a trace without source or key"});
            if (list == &said.traces) check_text(row, found);
        }
    }
}

void check_outcomes(const Said& said, const std::vector<std::string>& ids,
                    std::vector<Finding>& found) {
    auto told = said.outcomes;
    for (const auto& id : ids) {
        const auto at = std::find_if(told.begin(), told.end(),
                                     [&](const Row& row) { return row.at("id") == id; });
        if (at == told.end()) {
            found.push_back({"outcomes", "no outcome for the asked id " + shown(id)});
            continue;
        }
        const auto& result = at->at("result");
        if (!is_known(result)) found.push_back({"outcomes", "an outcome of " + result});
        if (result == "failed" && at->at("message").empty())
            found.push_back(
                {"outcomes", "the outcome of " + shown(id) + " is failed, without a word why"});
        told.erase(at);
    }
    for (const auto& row : told)
        found.push_back({"outcomes", "an outcome too many, for " + shown(row.at("id"))});
}

void check_offers(const Said& said, std::string_view call, const std::vector<std::string>& ids,
                  std::vector<Finding>& found) {
    if (call != "look_up") return;
    for (const auto& row : said.offers) {
        if (std::find(ids.begin(), ids.end(), row.at("id")) == ids.end())
            found.push_back(
                {"outcomes", "an offer for " + shown(row.at("id")) + ", which was not asked for"});
    }
}

} // namespace

bool has_call(const ferry_plugin& plugin, std::string_view call) {
    return plain_call(plugin, call) != nullptr || call_with_ids(plugin, call) != nullptr;
}

bool changes_machine(std::string_view call) {
    return call == "install" || call == "remove" || call == "upgrade";
}

const Said& enter(const ferry_plugin& plugin, ReplayHost& host, std::string_view call,
                  const std::vector<std::string>& ids) {
    std::vector<ferry_str> views;
    for (const auto& id : ids)
        views.push_back(sdk::to_abi(id));
    if (const auto plain = plain_call(plugin, call); plain != nullptr)
        host.said.status = plain(host.table());
    else
        host.said.status = call_with_ids(plugin, call)(host.table(), views.data(), views.size());
    return host.said;
}

std::vector<Finding> breaches(const Said& said, std::string_view call,
                              const std::vector<std::string>& ids) {
    std::vector<Finding> found;
    for (const auto& fault : said.faults)
        found.push_back({"abi", "gives " + fault});
    check_failures(said, found);
    check_packages(said, found);
    check_offers(said, call, ids, found);
    if (changes_machine(call)) check_outcomes(said, ids, found);
    return found;
}

} // namespace ferry::check
