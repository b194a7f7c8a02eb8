// A file as bytes in memory, loaded by the system page by page as it is read.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <filesystem>
#include <memory>
#include <string_view>

namespace ferry::identity {

/// Whoever replaces the file does it by rename: what is mapped then stays as it was. Cutting a
/// mapped file short would end this process.
class MappedFile {
public:
    virtual ~MappedFile() = default;
    virtual std::string_view bytes() const = 0;
};

/// Errors: NotFound, Denied, Io.
Result<std::unique_ptr<MappedFile>> map_file(const std::filesystem::path& path);

} // namespace ferry::identity
