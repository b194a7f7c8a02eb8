// The words of a Brewfile line. Only literals become tokens; everything else is code.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ferry::formats {

struct BrewToken {
    enum class Kind { Word, Key, String, Symbol, Number, Mark };
    Kind kind = Kind::Mark;
    std::string text; // of Key without its colon, of Symbol without it, of String as it is meant

    bool is(Kind wanted, std::string_view wanted_text) const {
        return kind == wanted && text == wanted_text;
    }
};

struct BrewWords {
    std::vector<BrewToken> tokens; // without comments, and without what is no token
    bool code = false;             // something in the text is no literal
    std::string here_document{};   // the following lines are a string that ends with this word
    bool open_string = false;      // a string runs past the end of the text
    bool continues = false;        // ends in a comma or inside brackets
};

/// Strings with "#{...}" or unusual escapes are code.
BrewWords brew_words(std::string_view text);

} // namespace ferry::formats
