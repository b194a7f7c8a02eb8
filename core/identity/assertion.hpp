// What others assert to be the same software, held against the catalog: precision and recall.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/catalog.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::identity {

/// One side of a pair; the kinds are those of kind.hpp.
struct AssertedPackage {
    std::string kind;
    std::string id; // as its installer writes it, without "cask:" or "formula:"

    auto operator<=>(const AssertedPackage&) const = default;
};

struct Assertion {
    AssertedPackage left;
    AssertedPackage right;
};

struct Assertions {
    std::vector<Assertion> pairs;
    std::size_t other_kinds = 0; // rows left out, as they are about no installer of Ferry
};

/// TSV with the columns left_kind, left_id, right_kind, right_id in any order; more are left alone.
/// Errors: BadData for a column that is missing, and for a row without an id, with its line.
Result<Assertions> parse_assertions(std::string_view text);

enum class Verdict { Found, Wrong, Missing };
const char* to_text(Verdict verdict);

struct Judged {
    Assertion assertion;
    Verdict verdict = Verdict::Missing;
    SoftwareId software;         // what the left id is recognised as; empty: nothing
    std::vector<NativeId> right; // what the catalog has under the right kind
};

/// Found: the catalog maps the left id to the right one. Wrong: only to others of that kind.
Judged judge(const Catalog& catalog, const Assertion& assertion);

struct Score {
    std::size_t asserted = 0;
    std::size_t found = 0;
    std::size_t wrong = 0;

    double precision() const; // of what the catalog answers; 1 where it answers nothing
    double recall() const;
};

} // namespace ferry::identity
