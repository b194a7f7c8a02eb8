// Commands for people, quoted for the shell that their system opens.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/depot/steps.hpp"
#include "core/platform/files.hpp"

namespace ferry::depot {
namespace {

constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                    "_-./";

/// In single quotes nothing has a meaning but the quote itself; PowerShell doubles it.
std::string quoted(const std::string& text, bool powershell) {
    const auto plain = std::string(kPlain) + (powershell ? ":\\" : "");
    if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
    std::string words = "'";
    for (const char c : text) {
        if (c == '\'')
            words += powershell ? "''" : "'\\''";
        else
            words += c;
    }
    return words + "'";
}

std::string on_windows(const Offer& offer, const std::string& file) {
    if (offer.format == "msi") return "msiexec /i " + file;
    if (offer.format == "exe") return "& " + file;
    if (lower(offer.file).ends_with(".zip")) return "Expand-Archive -LiteralPath " + file;
    return "tar -xf " + file;
}

std::string elsewhere(const Offer& offer, const std::string& file) {
    if (offer.format == "deb") return "sudo apt-get install " + file;
    if (offer.format == "rpm") return "sudo dnf install " + file;
    if (offer.format == "pkg" || offer.format == "dmg") return "open " + file;
    if (offer.format == "appimage") return "chmod +x " + file + " && " + file;
    if (lower(offer.file).ends_with(".zip")) return "unzip " + file;
    return "tar -xf " + file;
}

} // namespace

std::string by_hand(const Offer& offer, const std::filesystem::path& file) {
    const bool powershell = offer.os == "windows";
    auto native = file;
    const auto path = quoted(to_utf8(native.make_preferred()), powershell);
    return powershell ? on_windows(offer, path) : elsewhere(offer, path);
}

} // namespace ferry::depot
