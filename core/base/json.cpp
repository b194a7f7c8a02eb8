// Strict JSON: a SAX pass that refuses what two parsers could read differently.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"

#include "core/base/text.hpp"

#include <nlohmann/json.hpp>

#include <set>
#include <vector>

namespace ferry {
namespace {

using nlohmann::json;

std::string position(std::string_view text, std::size_t at) {
    std::size_t line = 1;
    std::size_t start = 0;
    at = at > text.size() ? text.size() : at;
    for (std::size_t i = 0; i < at; ++i) {
        if (text[i] != '\n') continue;
        ++line;
        start = i + 1;
    }
    return "line " + std::to_string(line) + ", column " + std::to_string(at - start + 1);
}

/// nlohmann's own builder does not see duplicate keys and follows any depth; this one watches both.
class Guard final : public nlohmann::detail::json_sax_dom_parser<json> {
    using Base = nlohmann::detail::json_sax_dom_parser<json>;

public:
    Guard(json& result, std::size_t max_depth) : Base(result, false), max_depth_(max_depth) {}

    bool start_object(std::size_t size) {
        keys_.emplace_back();
        return deeper() && Base::start_object(size);
    }
    bool end_object() {
        keys_.pop_back();
        --depth_;
        return Base::end_object();
    }
    bool start_array(std::size_t size) { return deeper() && Base::start_array(size); }
    bool end_array() {
        --depth_;
        return Base::end_array();
    }
    bool key(std::string& name) {
        if (!keys_.back().insert(name).second)
            return refuse("duplicate key \"" + printable(name) + "\"");
        return Base::key(name);
    }
    template <class Exception>
    bool parse_error(std::size_t at, const std::string& token, const Exception&) {
        error_at = at > 0 ? at - 1 : 0;
        return refuse(token.empty()
                          ? "not valid JSON"
                          : "not valid JSON at \"" + printable(token).substr(0, 40) + "\"");
    }

    std::string why;
    std::size_t error_at = std::string::npos;

private:
    bool deeper() {
        return ++depth_ <= max_depth_ ||
               refuse("deeper than " + std::to_string(max_depth_) + " levels");
    }
    bool refuse(std::string reason) {
        if (why.empty()) why = std::move(reason);
        return false;
    }

    std::size_t max_depth_;
    std::size_t depth_ = 0;
    std::vector<std::set<std::string>> keys_;
};

} // namespace

Result<json> parse_json(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.max_bytes)
        return Error{Code::BadData, std::to_string(text.size()) +
                                        " bytes, more than the limit of " +
                                        std::to_string(limits.max_bytes)};
    if (!valid_utf8(text)) return Error{Code::BadData, "not valid UTF-8"};
    json value;
    Guard guard(value, limits.max_depth);
    try {
        if (json::sax_parse(text.begin(), text.end(), &guard)) return value;
    } catch (const json::exception& problem) {
        return Error{Code::BadData, printable(problem.what())};
    }
    const auto why = guard.why.empty() ? std::string("not valid JSON") : guard.why;
    if (guard.error_at == std::string::npos) return Error{Code::BadData, why};
    return Error{Code::BadData, position(text, guard.error_at) + ": " + why};
}

std::string json_text(const json& object, std::string_view key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<std::string> required_text(const json& object, std::string_view key) {
    const auto quoted = "\"" + std::string(key) + "\"";
    const auto found = object.find(key);
    if (found == object.end()) return Error{Code::BadData, quoted + " is missing"};
    if (!found->is_string()) return Error{Code::BadData, quoted + " is not a string"};
    return found->get<std::string>();
}

std::string dump_json(const json& value, int indent) {
    return value.dump(indent, ' ', false, json::error_handler_t::replace);
}

} // namespace ferry
