// A folder on disk that a test fills with files and that goes away with it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <system_error>

namespace ferry::testing {

class EntryFolder {
public:
    EntryFolder() {
        std::random_device random;
        path_ = std::filesystem::temp_directory_path() /
                ("ferry-entries-" + std::to_string(random()) + std::to_string(random()));
        std::filesystem::create_directories(path_);
    }
    EntryFolder(const EntryFolder&) = delete;
    EntryFolder& operator=(const EntryFolder&) = delete;
    ~EntryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

    std::filesystem::path write(const std::string& name, const std::string& text) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file;
    }

private:
    std::filesystem::path path_;
};

} // namespace ferry::testing
