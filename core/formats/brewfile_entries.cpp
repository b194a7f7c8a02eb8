// brew, cask, flatpak and winget give packages; taps and language tools are named and left out.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/brewfile_entries.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <iterator>

namespace ferry::formats {
namespace {

struct Statement {
    const BrewStatement& parts;
    std::size_t line;
    ManifestBuilder& builder;

    const std::string& name() const { return parts.strings.front(); }
};

/// What brew's own taps give is known by its plain name; the rest keeps "user/repo/".
std::string without_own_tap(std::string name) {
    for (const std::string_view own : {"homebrew/core/", "homebrew/cask/"}) {
        if (name.starts_with(own)) return name.substr(own.size());
    }
    return name;
}

void add_brew(const Statement& statement, const char* kind) {
    const auto name = without_own_tap(lower(statement.name()));
    const auto slash = name.rfind('/');
    const auto tap = slash == std::string::npos ? std::string() : name.substr(0, slash);
    statement.builder.add({{{"brew"}, {kind + name}}, {}, tap, Scope::Unknown, statement.line});
}

void take_formula(const Statement& statement) {
    add_brew(statement, "formula:");
}

void take_cask(const Statement& statement) {
    add_brew(statement, "cask:");
}

void take_flatpak(const Statement& statement) {
    const auto* remote = statement.parts.option("remote");
    const bool address = remote != nullptr && remote->text.find("://") != std::string::npos;
    if (address || statement.parts.option("url") != nullptr)
        statement.builder.note(statement.line,
                               "the address of the remote of " + shown(statement.name()) +
                                   " is not carried",
                               "add the remote by hand if you trust it");
    statement.builder.add({{{"flatpak"}, {statement.name()}},
                           {},
                           remote != nullptr && !address ? remote->text : "flathub",
                           Scope::Unknown,
                           statement.line});
}

void take_winget(const Statement& statement) {
    const auto* id = statement.parts.option("id");
    const auto* source = statement.parts.option("source");
    statement.builder.add({{{"winget"}, {id != nullptr ? id->text : statement.name()}},
                           {},
                           source != nullptr ? source->text : "winget",
                           Scope::Unknown,
                           statement.line});
}

void take_tap(const Statement& statement) {
    const auto name = lower(statement.name());
    if (name.starts_with("homebrew/")) return; // always there
    statement.builder.note(statement.line, "the tap " + shown(name) + " is not added: it is code",
                           "packages named in full, as in " + printable(name.substr(0, 60)) +
                               "/NAME, say where they come from");
}

void take_nothing(const Statement& statement) {
    statement.builder.note(statement.line, statement.parts.keyword + " " + shown(statement.name()) +
                                               " is left out: no installer of ferry carries it");
}

struct Keyword {
    std::string_view word;
    void (*take)(const Statement&);
    std::vector<std::string_view> options; // read, or of no meaning elsewhere
};

const Keyword* keyword_of(std::string_view word) {
    static const Keyword kKeywords[] = {
        {"brew", take_formula, {"trusted"}},
        {"cask", take_cask, {"trusted", "greedy"}},
        {"flatpak", take_flatpak, {"remote", "url"}},
        {"winget", take_winget, {"id", "source"}},
        {"tap", take_tap, {"trusted", "force_auto_update"}},
        {"mas", take_nothing, {"id"}},
        {"vscode", take_nothing, {}},
        {"go", take_nothing, {}},
        {"cargo", take_nothing, {"source"}},
        {"uv", take_nothing, {"with", "source"}},
        {"npm", take_nothing, {}},
        {"krew", take_nothing, {}},
        {"whalebrew", take_nothing, {}},
    };
    const auto* found = std::find_if(std::begin(kKeywords), std::end(kKeywords),
                                     [&](const Keyword& one) { return one.word == word; });
    return found == std::end(kKeywords) ? nullptr : found;
}

void note_options(const Statement& statement, const Keyword& keyword) {
    std::vector<std::string> dropped;
    for (const auto& option : statement.parts.options) {
        if (std::find(keyword.options.begin(), keyword.options.end(), option.name) !=
            keyword.options.end())
            continue;
        dropped.push_back(option.name == "postinstall" ? "postinstall (code, never run)"
                                                       : option.name);
    }
    if (dropped.empty()) return;
    statement.builder.note(statement.line, statement.parts.keyword + " " + shown(statement.name()) +
                                               ": not carried: " + join(dropped, ", "));
}

} // namespace

bool take_brew_statement(const BrewStatement& parts, std::size_t line, ManifestBuilder& builder) {
    if (parts.keyword == "cask_args" && parts.strings.empty()) {
        builder.note(line, "cask_args is not carried: options are left to each installer");
        return true;
    }
    const auto* keyword = keyword_of(parts.keyword);
    if (keyword == nullptr || parts.strings.empty()) return false;
    const Statement statement{parts, line, builder};
    keyword->take(statement);
    note_options(statement, *keyword);
    return true;
}

} // namespace ferry::formats
