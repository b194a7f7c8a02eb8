// A small part of Ruby's lexer: strings, symbols, numbers, words, brackets, comments.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/brewfile_lexer.hpp"

#include <algorithm>
#include <cstddef>

namespace ferry::formats {
namespace {

using Kind = BrewToken::Kind;

bool starts_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool in_word(char c) {
    return starts_word(c) || is_digit(c);
}

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    BrewWords read() {
        while (skip_to_token()) {
            const char c = text_[at_];
            if (c == '"' || c == '\'')
                read_string(c);
            else if (starts_word(c))
                read_word();
            else if (is_digit(c))
                read_number();
            else if (c == ':' && at_ + 1 < text_.size() && starts_word(text_[at_ + 1]))
                read_symbol();
            else
                read_mark(c);
        }
        const auto& tokens = words_.tokens;
        words_.continues =
            !words_.code && !tokens.empty() && (depth_ > 0 || tokens.back().is(Kind::Mark, ","));
        return std::move(words_);
    }

private:
    /// False at the end. A comment goes to the end of its line.
    bool skip_to_token() {
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '#') {
                at_ = std::min(text_.find('\n', at_), text_.size());
                if (at_ == text_.size()) return false;
            } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
                return true;
            }
        }
        return false;
    }

    void push(Kind kind, std::string text) { words_.tokens.push_back({kind, std::move(text)}); }

    void read_string(char quote) {
        std::string value;
        for (++at_; at_ < text_.size(); ++at_) {
            char c = text_[at_];
            if (c == quote) {
                ++at_;
                push(Kind::String, std::move(value));
                return;
            }
            const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
            if (quote == '"' && c == '#' && (next == '{' || next == '@' || next == '$'))
                words_.code = true; // but read on: where it ends matters
            if (c == '\\') {
                if (next == quote || next == '\\') {
                    c = next;
                    ++at_;
                } else if (quote == '"') {
                    words_.code = true;
                    ++at_;
                }
            }
            value += c;
        }
        words_.code = true;
        words_.open_string = true;
    }

    std::string take_word() {
        const auto start = at_;
        while (at_ < text_.size() && in_word(text_[at_]))
            ++at_;
        if (at_ < text_.size() && (text_[at_] == '?' || text_[at_] == '!')) ++at_;
        return std::string(text_.substr(start, at_ - start));
    }

    void read_word() {
        auto word = take_word();
        const bool key = at_ < text_.size() && text_[at_] == ':' &&
                         !(at_ + 1 < text_.size() && text_[at_ + 1] == ':');
        if (key) ++at_;
        push(key ? Kind::Key : Kind::Word, std::move(word));
    }

    void read_number() {
        const auto start = at_;
        while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '_'))
            ++at_;
        push(Kind::Number, std::string(text_.substr(start, at_ - start)));
    }

    void read_symbol() {
        ++at_;
        push(Kind::Symbol, take_word());
    }

    void read_mark(char c) {
        if (text_.substr(at_, 2) == "=>") {
            at_ += 2;
            push(Kind::Mark, "=>");
            return;
        }
        if (std::string_view("[]{},.").find(c) == std::string_view::npos) {
            words_.code = true;
            text_.substr(at_, 2) == "<<" ? read_here_document() : void(++at_);
            return;
        }
        if (c == '[' || c == '{') ++depth_;
        if ((c == ']' || c == '}') && depth_ > 0) --depth_;
        ++at_;
        push(Kind::Mark, std::string(1, c));
    }

    /// "<<~TEXT", "<<-'TEXT'".
    void read_here_document() {
        at_ = std::min(text_.find_first_not_of("<~-\"'", at_), text_.size());
        if (at_ < text_.size() && starts_word(text_[at_])) words_.here_document = take_word();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    BrewWords words_;
};

} // namespace

BrewWords brew_words(std::string_view text) {
    return Lexer(text).read();
}

} // namespace ferry::formats
