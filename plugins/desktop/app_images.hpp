// AppImages in the folders where people and their tools keep them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::desktop {

struct AppImage {
    std::string path;
    std::string name;    // as its file name begins: "Obsidian"
    std::string version; // as its file name goes on, empty where it does not
};

/// In order of folder and name.
std::vector<AppImage> app_images(const sdk::Host& host);

/// "Obsidian-1.5.3-x86_64.AppImage" as name and version; the path stays empty.
AppImage parse_app_image_name(std::string_view file);

} // namespace ferry::desktop
