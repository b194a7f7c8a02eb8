// unpack: two readers of libarchive, one for zstd and one for tar, with a counter between them.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/archive.hpp"
#include "core/settings/archive_names.hpp"
#include "core/settings/unpacked_stream.hpp"
#include "core/settings/zstd_frame.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace ferry::settings {
namespace {

struct FreeReader {
    void operator()(archive* reader) const { archive_read_free(reader); }
};

la_ssize_t next_bytes(archive* reader, void* stream, const void** bytes) noexcept {
    const auto piece = static_cast<UnpackedStream*>(stream)->next();
    *bytes = piece.data();
    if (!static_cast<UnpackedStream*>(stream)->failed())
        return static_cast<la_ssize_t>(piece.size());
    archive_set_error(reader, EIO, "no more data");
    return -1;
}

/// What tar adds to the contents: headers, long names, padding, the end.
std::uint64_t with_headers(const ArchiveLimits& limits) {
    constexpr std::uint64_t once = 1u << 20;
    constexpr std::uint64_t per_file = 4096;
    const auto most = std::numeric_limits<std::uint64_t>::max();
    if (limits.max_files > (most - once) / per_file) return most;
    const auto headers = once + limits.max_files * per_file;
    return limits.max_bytes > most - headers ? most : limits.max_bytes + headers;
}

class Unpacker {
public:
    Unpacker(std::string_view bytes, const ArchiveLimits& limits)
        : limits_(limits), left_(limits.max_bytes), stream_(bytes, with_headers(limits)),
          tar_(archive_read_new()) {}

    Result<std::vector<SettingsFile>> files() {
        archive_read_support_format_tar(tar_.get());
        if (archive_read_open(tar_.get(), &stream_, nullptr, next_bytes, nullptr) != ARCHIVE_OK)
            return failure();
        for (;;) {
            const auto data_end = position();
            archive_entry* entry = nullptr;
            const int status = archive_read_next_header(tar_.get(), &entry);
            if (status == ARCHIVE_EOF) return finished(data_end);
            if (status != ARCHIVE_OK) return failure();
            if (auto taken = take(entry); !taken) return taken.error();
        }
    }

private:
    std::uint64_t position() const {
        return static_cast<std::uint64_t>(archive_filter_bytes(tar_.get(), 0));
    }

    Error failure() const {
        if (stream_.failed()) return stream_.error();
        const char* why = archive_error_string(tar_.get());
        return {Code::BadData, std::string("tar: ") + (why != nullptr ? why : "damaged")};
    }

    /// libarchive takes an end without the two empty blocks for a good one.
    Result<std::vector<SettingsFile>> finished(std::uint64_t data_end) {
        constexpr std::uint64_t end_mark = 1024;
        if (stream_.failed()) return stream_.error();
        if (position() < data_end + end_mark) return Error{Code::BadData, "tar: cut off"};
        if (auto rest = stream_.only_zeros_behind(position()); !rest) return rest.error();
        if (const auto problem = names_.problem_of_all()) return Error{Code::Denied, *problem};
        return std::move(files_);
    }

    Result<void> take(archive_entry* entry) {
        const char* text = archive_entry_pathname(entry);
        const std::string name = text != nullptr ? text : "";
        const auto denied = [&](const std::string& why) {
            return Error{Code::Denied, entry_text(name) + why};
        };
        if (files_.size() == limits_.max_files)
            return denied("is one more than " + std::to_string(limits_.max_files) + " files");
        if (auto problem = problem_of_kind(entry)) return denied(*problem);
        const auto slash = name.find('/');
        if (slash == std::string::npos) return denied("is below no rule");
        SettingsFile file{name.substr(0, slash), name.substr(slash + 1), {}};
        if (auto problem = names_.problem_of(file.rule, file.path)) return denied(*problem);
        const auto size = archive_entry_size(entry);
        if (size < 0 || static_cast<std::uint64_t>(size) > left_)
            return denied("makes it more than " + std::to_string(limits_.max_bytes) + " bytes");
        left_ -= static_cast<std::uint64_t>(size);
        if (auto read = read_content(file.content, static_cast<std::size_t>(size)); !read)
            return read.error().under(entry_text(name) + "ends early");
        files_.push_back(std::move(file));
        return {};
    }

    static std::optional<std::string> problem_of_kind(archive_entry* entry) {
        if (archive_entry_hardlink(entry) != nullptr || archive_entry_filetype(entry) == AE_IFLNK)
            return "is a link";
        if (archive_entry_filetype(entry) == AE_IFDIR) return "is a folder";
        if (archive_entry_filetype(entry) != AE_IFREG) return "is no plain file";
        if (archive_entry_sparse_count(entry) > 0) return "is a sparse file";
        return std::nullopt;
    }

    Result<void> read_content(std::string& content, std::size_t size) {
        content.resize(size);
        const auto read = archive_read_data(tar_.get(), content.data(), size);
        if (read < 0 || static_cast<std::size_t>(read) != size) return failure();
        // Takes the padding too, so that position() is the end of the entry.
        if (archive_read_data_skip(tar_.get()) != ARCHIVE_OK) return failure();
        return {};
    }

    ArchiveLimits limits_;
    std::uint64_t left_;
    UnpackedStream stream_; // outlives tar_, which reads from it
    std::unique_ptr<archive, FreeReader> tar_;
    ArchiveNames names_;
    std::vector<SettingsFile> files_;
};

} // namespace

Result<std::vector<SettingsFile>> unpack(std::string_view bytes, const ArchiveLimits& limits) {
    if (auto frames = check_zstd_frames(bytes); !frames) return frames.error();
    return Unpacker(bytes, limits).files();
}

} // namespace ferry::settings
