// Foreign JSON, with the line where it breaks.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/kit/json.hpp"

#include "plugins/kit/words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ferry::kit {

Result<nlohmann::json> parse_json(std::string_view text) {
    constexpr int deepest = 64; // far beyond what any installer writes
    bool too_deep = false;
    const auto guard = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        too_deep = too_deep || depth > deepest;
        return !too_deep;
    };
    try {
        auto json = nlohmann::json::parse(text, guard);
        if (too_deep) return Error{Code::BadData, "line 1: it is nested too deeply"};
        return json;
    } catch (const nlohmann::json::parse_error& error) {
        const auto end =
            text.begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, text.size()));
        const auto line = 1 + std::count(text.begin(), end, '\n');
        return Error{Code::BadData, "line " + std::to_string(line) + ": this is no JSON"};
    } catch (const nlohmann::json::exception&) { // a number beyond all bounds
        return Error{Code::BadData, "line 1: a number in it is too large"};
    }
}

std::string json_text(const nlohmann::json& object, const char* key) {
    if (!object.is_object()) return {};
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string()) return {};
    return plain(found->get_ref<const std::string&>());
}

} // namespace ferry::kit
