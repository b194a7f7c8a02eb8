// What may be called a package, an architecture and a version, and what a native id means.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace ferry::apt {

/// [a-z0-9][a-z0-9+.-]+, at most 128: what may go into a command.
bool is_package_name(std::string_view text);
/// dpkg itself accepts capitals, '_' and a single letter: what a status file may contain.
bool is_recorded_name(std::string_view text);
/// "amd64", "kfreebsd-amd64": ends in a letter or digit, since apt-get reads "amd64-" as "remove".
bool is_architecture(std::string_view text);
bool is_version(std::string_view text);

/// One package as apt-get is told of it: always with its architecture, so that a '+' or '-' at the
/// end of a name is never taken for apt-get's "install" or "remove" mark.
struct Target {
    std::string name;
    std::string arch;

    std::string argument() const { return name + ":" + arch; }
    bool operator==(const Target&) const = default;
};

/// "git" means the native architecture, "git:i386" the one it names. Nothing for what breaks the
/// grammar, and for the architecture "all", which no package is asked for by.
std::optional<Target> parse_id(std::string_view id, std::string_view native_arch);

/// The other way round: the id that a package of this name and architecture goes by.
std::string id_of(std::string_view name, std::string_view arch, std::string_view native_arch);

} // namespace ferry::apt
