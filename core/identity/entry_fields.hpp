// Reading single fields of an entry, each complaint with its line. Used by the entry parser only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/finding.hpp"
#include "core/identity/json_tree.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::identity {

/// Collects what is wrong with one file. Borrows nothing.
class Complaints {
public:
    explicit Complaints(std::string file) : file_(std::move(file)) {}
    void error(std::size_t line, std::string reason);
    void warning(std::size_t line, std::string reason);
    std::vector<Finding> take() { return std::move(findings_); }

private:
    std::string file_;
    std::vector<Finding> findings_;
};

using Check = std::function<bool(std::string_view)>;

struct TextRule {
    Check fits;
    std::string_view wanted; // "an address that begins with https:// or http://"
};

/// Is it an object, with known keys only, in this order? Keys in another order are a warning.
bool object_with(const JsonNode& node, std::string_view what,
                 std::span<const std::string_view> order, Complaints& complaints);

/// Keys that are free (installer names) stand in alphabetical order.
void check_sorted(const JsonNode& object, std::string_view what, Complaints& complaints);

/// The text of `node`, or empty after a complaint. Control characters and over 300 bytes are
/// errors.
std::string text_of(const JsonNode& node, std::string_view what, const TextRule& rule,
                    Complaints& complaints);

/// The text of a key that has to be there.
std::string required_text_of(const JsonNode& object, std::string_view key, const TextRule& rule,
                             Complaints& complaints);

/// A list of texts without repetition; empty where `key` is absent.
std::vector<std::string> texts_of(const JsonNode& object, std::string_view key,
                                  const TextRule& rule, Complaints& complaints);

} // namespace ferry::identity
