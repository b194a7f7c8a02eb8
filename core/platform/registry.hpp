// The Windows registry as a seam, to read only: this machine's own, or what .reg files say of one.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/files.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ferry {

enum class RegistryKind : std::int32_t { Key = 1, Text = 2, Number = 3, Other = 4 };

struct RegistryItem {
    RegistryKind kind;
    std::string name; // UTF-8; of a value, empty for the default one
    std::string data; // UTF-8; of a number, decimal digits; empty for keys and other kinds
};

/// One thread. A key is named "HKLM\SOFTWARE\..." or "HKCU\...", whatever the case of its letters;
/// the 64-bit view is seen, 32-bit programs' own lies below WOW6432Node.
/// Errors: NotFound (no such key, or no registry at all), Denied, Io, BadData (no such root).
class Registry {
public:
    virtual ~Registry() = default;
    /// Keys first, then values, each in byte order of their names.
    virtual Result<std::vector<RegistryItem>> list(std::string_view key) const = 0;
    /// False only where it is certain: what cannot be read may be there.
    bool may_exist(std::string_view key) const {
        const auto items = list(key);
        return items.ok() || items.error().code != Code::NotFound;
    }
};

/// On Windows the machine's own; elsewhere nothing is found.
class RealRegistry final : public Registry {
public:
    Result<std::vector<RegistryItem>> list(std::string_view key) const override;
};

/// The keys that the .reg files of a folder hold, in the form that `reg export` writes (UTF-16 or
/// UTF-8). Read at the first question.
class RegistryExport final : public Registry {
public:
    /// `files` outlives it.
    RegistryExport(const ReadOnlyFiles& files, std::filesystem::path folder);
    Result<std::vector<RegistryItem>> list(std::string_view key) const override;

    using Keys = std::map<std::string, std::vector<RegistryItem>>; // by full name in small letters
    /// Adds to `keys`. Errors: BadData, with the line.
    static Result<void> parse(std::string_view bytes, Keys& keys);

private:
    Result<Keys> read() const;
    const ReadOnlyFiles& files_;
    std::filesystem::path folder_;
    mutable std::optional<Result<Keys>> keys_;
};

/// This machine's own, or below another root what the .reg files in its folder "registry" say.
std::unique_ptr<Registry> registry_below(const ReadOnlyFiles& files,
                                         const std::filesystem::path& root);

/// "HKLM\..." of "HKEY_LOCAL_MACHINE\..." or of itself. Errors: BadData (another root, empty part).
Result<std::string> short_registry_name(std::string_view key);
void sort_registry(std::vector<RegistryItem>& items);

} // namespace ferry
