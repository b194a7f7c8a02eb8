// Words and JSON.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/request_words.hpp"

#include "core/base/clock.hpp"
#include "core/base/text.hpp"
#include "core/cli/inventory_json.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>

namespace ferry::cli {
namespace {

using nlohmann::json;
using sync::RequestState;

constexpr std::size_t kShown = 8;
constexpr std::size_t kFewest = 4;

/// The outcomes that there are, and how many of each.
std::string counted(const std::vector<protocol::ItemOutcome>& outcomes) {
    std::map<std::string, std::size_t> counts;
    for (const auto& one : outcomes)
        ++counts[one.outcome];
    if (counts.size() == 1) return counts.begin()->first;
    std::vector<std::string> parts;
    for (const auto& [word, count] : counts)
        parts.push_back(std::to_string(count) + " " + word);
    return join(parts, ", ");
}

} // namespace

std::string short_id(const sync::Request& request) {
    return request.id.substr(0, kShown);
}

std::string what_of(const sync::Request& request) {
    std::vector<std::string> names;
    for (const auto& item : request.header.items)
        names.push_back(item.text());
    return printable(join(names, ", "));
}

std::string state_words(const sync::Request& request) {
    if (!request.bad_answer.empty()) return "answer not believed";
    if (request.state == RequestState::Answered) return counted(request.outcomes);
    if (request.state == RequestState::Open && !request.fault.empty()) return "not believed";
    return to_text(request.state);
}

json outcomes_json(const std::vector<protocol::ItemOutcome>& outcomes) {
    auto list = json::array();
    for (const auto& one : outcomes)
        list.push_back({{"what", one.software},
                        {"outcome", one.outcome},
                        {"detail", text_or_null(one.detail)}});
    return list;
}

json request_json(const sync::Request& request) {
    auto items = json::array();
    for (const auto& item : request.header.items)
        items.push_back({{"software", text_or_null(item.software)},
                         {"installer", text_or_null(item.installer)},
                         {"id", text_or_null(item.id)}});
    const auto& fault = request.fault.empty() ? request.bad_answer : request.fault;
    return {{"id", request.id},
            {"from", request.from},
            {"to", request.to},
            {"action", request.header.action},
            {"items", items},
            {"state", to_text(request.state)},
            {"fault", text_or_null(fault)},
            {"created", iso8601(request.header.created)},
            {"expires", iso8601(request.header.expires)},
            {"outcomes", outcomes_json(request.outcomes)}};
}

Result<sync::Request> find_request(const std::vector<sync::Request>& requests,
                                   const std::string& id) {
    std::optional<sync::Request> found;
    for (const auto& request : requests) {
        if (id.size() < kFewest || !request.id.starts_with(id)) continue;
        if (found)
            return Error{Code::Conflict, "several requests begin with " + id + "; write more"};
        found = request;
    }
    if (found) return *found;
    return Error{Code::NotFound, "no request \"" + id + "\"; ferry requests lists them"};
}

} // namespace ferry::cli
