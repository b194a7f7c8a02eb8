// What may be called an application, an architecture, a branch and a remote, and what an id means.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace ferry::flatpak {

/// "app/org.example.Paint/x86_64/stable"
struct Ref {
    bool runtime = false;
    std::string id;
    std::string arch;
    std::string branch;

    std::string text() const;
    bool operator==(const Ref&) const = default;
};

bool is_app_id(std::string_view text); // three elements or more, at most 255 bytes
bool is_arch(std::string_view text);
bool is_branch(std::string_view text); // never begins with '-', although Flatpak permits it
bool is_remote(std::string_view text);

/// Both "app/..." and "runtime/...", whole.
std::optional<Ref> parse_ref(std::string_view text);

/// A native id: "ID", "ID//BRANCH", or a whole ref. What is left out is empty.
std::optional<Ref> parse_id(std::string_view id);

} // namespace ferry::flatpak
