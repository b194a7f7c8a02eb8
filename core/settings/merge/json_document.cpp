// A reader that goes down by recursion; single tokens are left to nlohmann.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/merge/json_document.hpp"

#include "core/base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace ferry::settings {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxDepth = 64;
constexpr std::string_view kLiteral =
    "+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

constexpr double kExact = 9007199254740992.0; // 2^53: up to here every whole number is one double

/// One spelling for all spellings of a string, a number or a word.
std::string meaning_of(const json& scalar) {
    if (!scalar.is_number_float()) return scalar.dump();
    const auto number = scalar.get<double>();
    const bool whole = std::abs(number) <= kExact && std::trunc(number) == number;
    return whole ? json(static_cast<std::int64_t>(number)).dump() : scalar.dump();
}

/// Objects inside lists are compared as a whole, by their sorted keys.
std::string meaning_of(const JsonValue& value) {
    if (!value.is_object) return value.meaning;
    std::string text = "{";
    for (const auto& [key, position] : value.index)
        text += json(key).dump() + ":" + meaning_of(value.members[position].value) + ",";
    return text + "}";
}

/// Every function answers false after the first refusal, which `error` then tells.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    bool read(JsonValue& root) {
        root.is_object = true;
        if (!skip_blanks()) return false;
        if (at_ == text_.size()) return true;
        if (!read_value(root, 1) || !skip_blanks()) return false;
        return at_ == text_.size() || refuse("something stands behind the end of the value");
    }

    Error error() const {
        return {Code::BadData, "line " + std::to_string(line_number(text_, at_)) + ": " + why_};
    }

private:
    bool refuse(std::string why) {
        why_ = std::move(why);
        return false;
    }
    bool step() {
        ++at_;
        return true;
    }
    bool sees(char c) const { return at_ < text_.size() && text_[at_] == c; }

    /// Past blanks and comments.
    bool skip_blanks() {
        for (;;) {
            at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
            const auto two = text_.substr(at_, 2);
            if (two == "//") {
                at_ = std::min(text_.find('\n', at_), text_.size());
            } else if (two == "/*") {
                const auto end = text_.find("*/", at_ + 2);
                if (end == std::string_view::npos) return refuse("the comment has no end");
                at_ = end + 2;
            } else {
                return true;
            }
        }
    }

    bool read_value(JsonValue& value, std::size_t depth) {
        if (depth > kMaxDepth)
            return refuse("deeper than " + std::to_string(kMaxDepth) + " levels");
        value.is_object = sees('{');
        value.span.begin = at_;
        const bool good = value.is_object ? read_object(value, depth)
                          : sees('[')     ? read_list(value, depth)
                                          : read_scalar(value.meaning);
        value.span.end = at_;
        return good;
    }

    bool read_scalar(std::string& meaning) {
        json token;
        if (!read_token(token)) return false;
        meaning = meaning_of(token);
        return true;
    }

    /// A string, a number, true, false or null.
    bool read_token(json& meaning) {
        const auto begin = at_;
        auto end = text_.find_first_not_of(kLiteral, begin);
        if (sees('"')) {
            end = begin + 1;
            while (end < text_.size() && text_[end] != '"' && text_[end] != '\n')
                end += text_[end] == '\\' ? 2u : 1u;
            if (end >= text_.size() || text_[end] == '\n') return refuse("the string has no end");
            ++end;
        }
        const auto token = text_.substr(begin, end - begin);
        if (token.empty()) return refuse("a value is missing");
        meaning = json::parse(token.begin(), token.end(), nullptr, false);
        if (meaning.is_discarded())
            return refuse(sees('"')
                              ? "the string is not valid JSON"
                              : "not valid JSON at \"" + std::string(token.substr(0, 40)) + "\"");
        at_ = begin + token.size();
        return true;
    }

    bool read_list(JsonValue& value, std::size_t depth) {
        value.meaning = "[";
        ++at_;
        while (skip_blanks()) {
            if (sees(']')) {
                value.meaning += ']';
                return step();
            }
            JsonValue element;
            if (!read_value(element, depth + 1) || !skip_blanks()) return false;
            value.meaning += meaning_of(element) + ",";
            if (sees(','))
                ++at_;
            else if (!sees(']'))
                return refuse("a comma or ] is missing");
        }
        return false;
    }

    bool read_object(JsonValue& value, std::size_t depth) {
        ++at_;
        while (skip_blanks()) {
            if (sees('}')) return step();
            JsonMember member;
            if (!read_member(member, depth) || !skip_blanks()) return false;
            if (!value.index.emplace(member.key, value.members.size()).second)
                return refuse("the key \"" + printable(member.key) + "\" stands here twice");
            if (sees(','))
                member.comma = at_++;
            else if (!sees('}'))
                return refuse("a comma or } is missing");
            value.members.push_back(std::move(member));
        }
        return false;
    }

    bool read_member(JsonMember& member, std::size_t depth) {
        member.span.begin = at_;
        json key;
        if (!sees('"')) return refuse("a key in quotes is missing");
        if (!read_token(key) || !skip_blanks()) return false;
        member.key = key.get<std::string>();
        if (!sees(':')) return refuse("the key \"" + printable(member.key) + "\" has no colon");
        ++at_;
        if (!skip_blanks() || !read_value(member.value, depth + 1)) return false;
        member.span.end = at_;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string why_;
};

} // namespace

const JsonMember* JsonValue::find(std::string_view key) const {
    const auto found = index.find(key);
    return found == index.end() ? nullptr : &members[found->second];
}

Result<JsonValue> read_json(std::string_view text) {
    JsonValue root;
    Reader reader(text);
    if (!reader.read(root)) return reader.error();
    return root;
}

bool same_meaning(const JsonValue& left, const JsonValue& right) {
    if (left.is_object != right.is_object) return false;
    if (!left.is_object) return left.meaning == right.meaning;
    if (left.members.size() != right.members.size()) return false;
    return std::all_of(left.members.begin(), left.members.end(), [&](const JsonMember& member) {
        const auto* other = right.find(member.key);
        return other != nullptr && same_meaning(member.value, other->value);
    });
}

} // namespace ferry::settings
