// Name, version and architecture stand in a file name by custom: Name-1.2.3-x86_64.AppImage.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/desktop/app_images.hpp"

#include <algorithm>
#include <array>

namespace ferry::desktop {
namespace {

constexpr std::string_view kSuffix = ".appimage";
constexpr std::array<std::string_view, 9> kNoNames = {
    "x86_64", "x86-64", "amd64", "x64", "aarch64", "arm64", "armhf", "i386", "linux"};

std::string small(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

bool is_app_image(std::string_view file) {
    return file.size() > kSuffix.size() && small(file).ends_with(kSuffix);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_version(std::string_view part) {
    if (part.starts_with('v') || part.starts_with('V')) part.remove_prefix(1);
    return !part.empty() && is_digit(part.front());
}

bool is_no_name(std::string_view part) {
    return std::find(kNoNames.begin(), kNoNames.end(), small(part)) != kNoNames.end();
}

/// Takes "x86_64" and the like from the end, so that its underscore parts nothing.
std::string_view without_architecture(std::string_view stem) {
    bool shorter = true;
    while (shorter) {
        shorter = false;
        for (const auto word : kNoNames) {
            if (!small(stem).ends_with(word)) continue;
            const auto before = stem.substr(0, stem.size() - word.size());
            if (!before.empty() &&
                std::string_view("-_. ").find(before.back()) == std::string_view::npos)
                continue;
            stem = before.substr(0, before.empty() ? 0 : before.size() - 1);
            shorter = true;
        }
    }
    return stem;
}

} // namespace

AppImage parse_app_image_name(std::string_view file) {
    auto stem = without_architecture(file.substr(0, file.size() - kSuffix.size()));
    AppImage image;
    while (!stem.empty()) {
        const auto end = std::min(stem.find_first_of("-_ "), stem.size());
        const auto part = stem.substr(0, end);
        if (!image.name.empty() && is_version(part)) {
            image.version = part.substr(is_digit(part.front()) ? 0 : 1);
            break;
        }
        if (!part.empty() && !is_no_name(part))
            image.name += (image.name.empty() ? "" : "-") + std::string(part);
        stem.remove_prefix(std::min(end + 1, stem.size()));
    }
    return image;
}

std::vector<AppImage> app_images(const sdk::Host& host) {
    const std::string home(sdk::from_abi(host.facts().home));
    std::vector<std::string> folders = {"/opt"};
    for (const auto* below : {"/Applications", "/AppImages", "/.local/bin", "/bin"}) {
        if (!home.empty()) folders.push_back(home + below);
    }
    std::vector<AppImage> images;
    for (const auto& folder : folders) {
        const auto entries = host.list_dir(folder);
        if (!entries) continue; // most of them are nowhere
        for (const auto& entry : *entries) {
            if (entry.kind == sdk::EntryKind::Folder || !is_app_image(entry.name)) continue;
            auto image = parse_app_image_name(entry.name);
            image.path = folder + "/" + entry.name;
            if (!image.name.empty()) images.push_back(std::move(image));
        }
    }
    return images;
}

} // namespace ferry::desktop
