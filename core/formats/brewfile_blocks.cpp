// Counting Ruby's blocks, so that no entry inside one is taken for an unconditional entry.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/brewfile_blocks.hpp"

#include <algorithm>
#include <array>

namespace ferry::formats {
namespace {

using Kind = BrewToken::Kind;

constexpr std::array<std::string_view, 10> kOpeners = {"if",  "unless", "case", "while", "until",
                                                       "for", "begin",  "def",  "class", "module"};

bool is_word(const std::vector<BrewToken>& tokens, std::size_t at, std::string_view text) {
    return at < tokens.size() && tokens[at].is(Kind::Word, text);
}

/// "loop do", "each do |x|", "if x". What stands after the first piece of code in a line is not
/// seen, but a line with code never gives an entry either.
bool opens_block(const BrewWords& words) {
    const auto& tokens = words.tokens;
    if (tokens.empty()) return false;
    const auto is_do = [](const BrewToken& token) { return token.is(Kind::Word, "do"); };
    if (std::any_of(tokens.begin(), tokens.end(), is_do)) return true;
    return tokens.front().kind == Kind::Word &&
           std::find(kOpeners.begin(), kOpeners.end(), tokens.front().text) != kOpeners.end();
}

bool ends_block(const BrewWords& words) {
    return !words.tokens.empty() && words.tokens.back().is(Kind::Word, "end");
}

} // namespace

BrewBlocks::Line BrewBlocks::take(const BrewWords& words, std::size_t line) {
    const auto& tokens = words.tokens;
    if (opens_block(words)) {
        if (ends_block(words) && tokens.size() > 1) return Line::OpensCode; // and closes it
        const auto condition = words.code ? std::nullopt : os_condition(tokens, 0);
        const bool code = !condition || in_code();
        const auto state = code                           ? State::Code
                           : condition->holds(target_os_) ? State::Taken
                                                          : State::LeftOut;
        open_.push_back({state, line});
        return condition ? Line::Frame : Line::OpensCode;
    }
    if (is_word(tokens, 0, "end")) {
        if (open_.empty()) return Line::StrayEnd;
        open_.pop_back();
        return Line::Frame;
    }
    if (!open_.empty() && (is_word(tokens, 0, "else") || is_word(tokens, 0, "elsif"))) {
        auto& state = open_.back().state;
        if (tokens.size() > 1 || words.code) state = State::Code; // elsif
        if (state != State::Code) state = state == State::Taken ? State::LeftOut : State::Taken;
        return Line::Frame;
    }
    return Line::Entry;
}

bool BrewBlocks::in_code() const {
    return std::any_of(open_.begin(), open_.end(),
                       [](const Block& block) { return block.state == State::Code; });
}

bool BrewBlocks::left_out() const {
    return std::any_of(open_.begin(), open_.end(),
                       [](const Block& block) { return block.state == State::LeftOut; });
}

} // namespace ferry::formats
