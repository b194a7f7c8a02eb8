// Real files that stop being writable at their Nth change: for one call, like a disk that was full
// for a moment, or for good, like a process that died there.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/files.hpp"

namespace ferry::testing {

class FailingFiles final : public Files {
public:
    enum class Fault { Once, ForGood };
    /// `at`: from 1.
    FailingFiles(int at, Fault fault) : left_(at), fault_(fault) {}

    Result<std::string> read(const std::filesystem::path& path,
                             std::uint64_t limit = 1u << 30) const override {
        return real_.read(path, limit);
    }
    Result<std::vector<FileEntry>> list(const std::filesystem::path& folder) const override {
        return real_.list(folder);
    }
    Result<FileInfo> info(const std::filesystem::path& path) const override {
        return real_.info(path);
    }
    Result<void> replace(const std::filesystem::path& path, std::string_view content,
                         bool secret = false) override {
        if (fails()) return Error{Code::Io, to_utf8(path) + ": no space left"};
        return real_.replace(path, content, secret);
    }
    Result<void> create_folders(const std::filesystem::path& path, bool secret = false) override {
        if (fails()) return Error{Code::Io, to_utf8(path) + ": no space left"};
        return real_.create_folders(path, secret);
    }
    Result<void> remove(const std::filesystem::path& path) override {
        if (fails()) return Error{Code::Io, to_utf8(path) + ": input/output error"};
        return real_.remove(path);
    }
    /// The fault came: there were that many changes.
    bool reached() const { return left_ <= 0; }

private:
    bool fails() {
        --left_;
        return fault_ == Fault::Once ? left_ == 0 : left_ <= 0;
    }
    RealFiles real_;
    int left_;
    Fault fault_;
};

} // namespace ferry::testing
