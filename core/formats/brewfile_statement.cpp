// entry = keyword string *("," (string | key value)) ["if OS.mac?"], read without evaluating any.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/brewfile_statement.hpp"

#include <algorithm>
#include <cstddef>

namespace ferry::formats {
namespace {

using Kind = BrewToken::Kind;

constexpr int kDeepest = 8; // brackets inside brackets

class Parser {
public:
    explicit Parser(const std::vector<BrewToken>& tokens) : tokens_(tokens) {}

    std::optional<BrewStatement> read() {
        if (!at(Kind::Word)) return std::nullopt;
        statement_.keyword = take();
        if (!read_argument()) return std::nullopt;
        while (take_mark(",")) {
            if (!read_argument()) return std::nullopt;
        }
        if (at_ == tokens_.size()) return std::move(statement_);
        statement_.condition = os_condition(tokens_, at_);
        if (!statement_.condition) return std::nullopt;
        return std::move(statement_);
    }

private:
    bool at(Kind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }
    const std::string& take() { return tokens_[at_++].text; }
    bool take_mark(std::string_view mark) {
        const bool there = at(Kind::Mark) && tokens_[at_].text == mark;
        if (there) ++at_;
        return there;
    }

    bool read_argument() {
        if (at(Kind::String) && statement_.options.empty()) {
            statement_.strings.push_back(take());
            return true;
        }
        BrewOption option;
        if (!read_key(option.name)) return false;
        return read_value(&option.text, 0) && (statement_.options.push_back(option), true);
    }

    /// "name:" or ":name =>".
    bool read_key(std::string& name) {
        if (at(Kind::Key)) {
            name = take();
            return true;
        }
        if (!at(Kind::Symbol)) return false;
        name = take();
        return take_mark("=>");
    }

    bool read_value(std::string* text, int depth) {
        if (depth > kDeepest) return false;
        if (at(Kind::String) || at(Kind::Symbol) || at(Kind::Number)) {
            const auto& value = take();
            if (text != nullptr) *text = value;
            return true;
        }
        if (at(Kind::Word) && (tokens_[at_].text == "true" || tokens_[at_].text == "false")) {
            const auto& value = take();
            if (text != nullptr) *text = value;
            return true;
        }
        if (take_mark("[")) return read_items("]", false, depth);
        if (take_mark("{")) return read_items("}", true, depth);
        return false;
    }

    bool read_items(std::string_view end, bool with_keys, int depth) {
        std::string key;
        while (!take_mark(end)) {
            if (with_keys && !read_key(key)) return false;
            if (!read_value(nullptr, depth + 1)) return false;
            if (!take_mark(",")) return take_mark(end);
        }
        return true;
    }

    const std::vector<BrewToken>& tokens_;
    std::size_t at_ = 0;
    BrewStatement statement_;
};

} // namespace

const BrewOption* BrewStatement::option(std::string_view name) const {
    const auto found = std::find_if(options.begin(), options.end(),
                                    [&](const BrewOption& one) { return one.name == name; });
    return found == options.end() ? nullptr : &*found;
}

std::optional<BrewStatement> brew_statement(const std::vector<BrewToken>& tokens) {
    return Parser(tokens).read();
}

std::optional<OsCondition> os_condition(const std::vector<BrewToken>& tokens, std::size_t at) {
    if (at > tokens.size() || tokens.size() - at != 4) return std::nullopt;
    const auto word = [&](std::size_t i, std::string_view text) {
        return tokens[at + i].is(Kind::Word, text);
    };
    const bool negated = word(0, "unless");
    if (!negated && !word(0, "if")) return std::nullopt;
    if (!word(1, "OS") || !tokens[at + 2].is(Kind::Mark, ".")) return std::nullopt;
    if (word(3, "mac?")) return OsCondition{"macos", negated};
    if (word(3, "linux?")) return OsCondition{"linux", negated};
    return std::nullopt;
}

} // namespace ferry::formats
