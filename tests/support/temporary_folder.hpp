// An empty folder that goes away with the test.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/files.hpp"

#include <filesystem>
#include <random>
#include <string>
#include <system_error>

namespace ferry::testing {

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::random_device random;
        path_ = std::filesystem::canonical(std::filesystem::temp_directory_path()) /
                ("ferry-test-" + std::to_string(random()) + std::to_string(random()));
        std::filesystem::create_directories(path_);
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }
    std::string utf8(const std::string& name) const { return to_utf8(path_ / from_utf8(name)); }

private:
    std::filesystem::path path_;
};

} // namespace ferry::testing
