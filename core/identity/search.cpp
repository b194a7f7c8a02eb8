// Ranks: the id, the name, their beginnings, a part, all words, then typing errors.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/search.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <bitset>
#include <cstdint>

namespace ferry::identity {
namespace {

constexpr std::size_t kTheId = 0;
constexpr std::size_t kTheName = 1;
constexpr std::size_t kBeginsId = 2;
constexpr std::size_t kBeginsName = 3;
constexpr std::size_t kBeginsWord = 4;
constexpr std::size_t kPart = 5;
constexpr std::size_t kAllWords = 6;
constexpr std::size_t kTypingErrors = 7; // and as many more as there are errors

/// Which letters a word has: a bound on the edit distance that costs two instructions.
std::uint64_t letters_of(std::string_view word) {
    std::uint64_t letters = 0;
    for (const char c : word)
        letters |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64);
    return letters;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (auto& word : split(text, ' ')) {
        if (!word.empty()) words.push_back(std::move(word));
    }
    return words;
}

} // namespace

Query::Query(std::string_view words)
    : text_(lower(trimmed(words))), words_(words_of(text_)),
      allowed_(std::min<std::size_t>(3, text_.size() / 3)) {}

std::optional<std::size_t> Query::typing_distance(std::string_view word) const {
    const auto longer = std::max(word.size(), text_.size());
    const auto shorter = std::min(word.size(), text_.size());
    if (longer - shorter > allowed_) return std::nullopt;
    const std::bitset<64> differing(letters_of(word) ^ letters_of(text_));
    if (differing.count() > 2 * allowed_) return std::nullopt;
    const auto distance = edit_distance(word, text_);
    if (distance > allowed_) return std::nullopt;
    return distance;
}

std::optional<std::size_t> Query::plain_distance(std::string_view id, std::string_view name) const {
    if (id == text_) return kTheId;
    if (name == text_) return kTheName;
    if (id.starts_with(text_)) return kBeginsId;
    if (name.starts_with(text_)) return kBeginsName;
    const auto at = name.find(text_);
    if (at != std::string_view::npos && name[at - 1] == ' ') return kBeginsWord;
    const auto in_either = [&](std::string_view word) {
        return name.find(word) != std::string_view::npos || id.find(word) != std::string_view::npos;
    };
    if (in_either(text_)) return kPart;
    if (std::all_of(words_.begin(), words_.end(), in_either)) return kAllWords;
    return std::nullopt;
}

std::optional<std::size_t> Query::distance(std::string_view id, std::string_view name,
                                           bool typos) const {
    if (text_.empty()) return std::nullopt;
    const auto folded = lower(name);
    auto best = plain_distance(id, folded);
    if (best || !typos) return best;
    auto candidates = words_of(folded);
    candidates.emplace_back(id);
    candidates.push_back(folded);
    for (const auto& candidate : candidates) {
        const auto errors = typing_distance(candidate);
        if (errors && (!best || kTypingErrors + *errors < *best)) best = kTypingErrors + *errors;
    }
    return best;
}

} // namespace ferry::identity
