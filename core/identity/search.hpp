// How near an entry is to what a person typed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::identity {

/// What was typed, made ready once for many comparisons.
class Query {
public:
    explicit Query(std::string_view words);

    /// 0 is the thing itself; nothing: not alike. Typing errors are looked for only if `typos`,
    /// since comparing letter by letter is a hundred times slower than looking for a part.
    std::optional<std::size_t> distance(std::string_view id, std::string_view name,
                                        bool typos) const;

private:
    std::optional<std::size_t> plain_distance(std::string_view id, std::string_view name) const;
    std::optional<std::size_t> typing_distance(std::string_view word) const;

    std::string text_;
    std::vector<std::string> words_;
    std::size_t allowed_; // typing errors
};

} // namespace ferry::identity
