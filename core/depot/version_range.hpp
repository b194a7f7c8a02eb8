// Which versions of an operating system an installer file is for: ">=10,<12".
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::depot {

/// Terms between commas, all of which have to hold. A term is >=, >, <=, < or = and dotted numbers.
/// A version is looked at as far as the number of the term goes: 12.5 is "=12" and "<=12", and not
/// ">12". Nothing means any version.
class VersionRange {
public:
    /// Errors: BadData, naming the term.
    static Result<VersionRange> parse(std::string_view text);

    /// `os` is a Device's. Windows is known by its name's number too: "11" is 10.0.22000 and newer,
    /// "8.1" is 6.3; a term of three numbers is compared with the true number.
    bool contains(std::string_view os, std::string_view version) const;
    bool any() const { return terms_.empty(); }

private:
    struct Term {
        std::string sign;
        std::string version;
    };
    std::vector<Term> terms_;
};

/// "10.0.22631" of windows is "11.0.22631", "6.3.9600" is "8.1.9600"; others are as they are.
std::string known_version(std::string_view os, std::string_view version);

} // namespace ferry::depot
