// Whether an installer changed something since it was last looked at.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/files.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ferry::agent {

/// One thread.
class ChangeWatch {
public:
    virtual ~ChangeWatch() = default;
    /// Differs from an earlier answer once something changed. Means nothing else.
    virtual std::string state() = 0;
};

/// By times and sizes of the installers' own databases. What has none that a file shows (winget) is
/// left to the report that comes every few hours.
class FileWatch final : public ChangeWatch {
public:
    /// The files outlive it. `root` as of --root; `home` is the person's home folder as the machine
    /// itself names it.
    FileWatch(const ReadOnlyFiles& files, const std::filesystem::path& root,
              const std::filesystem::path& home);
    std::string state() override;

private:
    struct Place {
        std::filesystem::path path;
        bool with_entries; // each program has a folder of its own there
    };
    const ReadOnlyFiles& files_;
    std::vector<Place> places_;
};

} // namespace ferry::agent
