// read_foreign: libarchive with the formats and filters that it can read by itself. Those for which
// it would start another program are left out.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/foreign_archive.hpp"

#include "core/settings/archive_names.hpp"
#include "core/settings/foreign_names.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace ferry::settings {
namespace {

constexpr std::size_t kPiece = 256u << 10;

struct FreeReader {
    void operator()(archive* reader) const { archive_read_free(reader); }
};

std::string text_of(const char* utf8, const char* bytes) {
    return utf8 != nullptr ? utf8 : bytes != nullptr ? bytes : "";
}

std::optional<FileKind> kind_of(archive_entry* entry) {
    if (archive_entry_hardlink(entry) != nullptr) return std::nullopt;
    switch (archive_entry_filetype(entry)) {
    case AE_IFREG:
        return FileKind::File;
    case AE_IFDIR:
        return FileKind::Folder;
    case AE_IFLNK:
        return FileKind::Link;
    default:
        return std::nullopt;
    }
}

class ForeignReader {
public:
    ForeignReader(const ForeignLimits& limits, const TakeEntry& take)
        : limits_(limits), left_(limits.max_bytes), take_(take), reader_(archive_read_new()) {}

    Result<void> read(std::string_view bytes) {
        auto* const reader = reader_.get();
        archive_read_support_format_tar(reader);
        archive_read_support_format_zip(reader);
        archive_read_support_filter_gzip(reader);
        archive_read_support_filter_bzip2(reader);
        archive_read_support_filter_xz(reader);
        archive_read_support_filter_zstd(reader);
        if (archive_read_open_memory(reader, bytes.data(), bytes.size()) != ARCHIVE_OK)
            return failure();
        for (;;) {
            archive_entry* entry = nullptr;
            const int status = archive_read_next_header(reader, &entry);
            if (status == ARCHIVE_EOF) return {};
            // A warning is about a name in a character set that is not known; names are looked at.
            if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return failure();
            if (auto taken = take(entry); !taken) return taken.error();
        }
    }

private:
    Error failure() const {
        const char* why = archive_error_string(reader_.get());
        return {Code::BadData, std::string("archive: ") + (why != nullptr ? why : "damaged")};
    }

    Result<void> take(archive_entry* raw) {
        ForeignEntry entry;
        entry.path =
            plain_path(text_of(archive_entry_pathname_utf8(raw), archive_entry_pathname(raw)));
        const auto denied = [&](const std::string& why) {
            return Error{Code::Denied, entry_text(entry.path) + why};
        };
        if (++entries_ > limits_.max_entries)
            return denied("is one more than " + std::to_string(limits_.max_entries) + " entries");
        const auto kind = kind_of(raw);
        if (!kind) return denied("is a hard link, a device or the like");
        if (entry.path.empty() && *kind == FileKind::Folder) return {};
        entry.kind = *kind;
        if (auto problem = names_.problem_of(entry.path, entry.kind)) return denied(*problem);
        if (entry.kind == FileKind::Link) {
            entry.target = text_of(archive_entry_symlink_utf8(raw), archive_entry_symlink(raw));
            if (auto problem = link_problem(entry.path, entry.target)) return denied(*problem);
        }
        if (entry.kind == FileKind::File) {
            entry.executable = (archive_entry_perm(raw) & 0111) != 0;
            if (auto read = read_content(entry); !read) return read.error();
        }
        return take_(std::move(entry));
    }

    /// As it comes: what the header says about the size is not believed.
    Result<void> read_content(ForeignEntry& entry) {
        std::string piece(kPiece, '\0');
        for (;;) {
            const auto read = archive_read_data(reader_.get(), piece.data(), piece.size());
            if (read < 0) return failure().under(entry_text(entry.path));
            if (read == 0) return {};
            const auto size = static_cast<std::uint64_t>(read);
            if (size > left_ || entry.content.size() + size > limits_.max_file)
                return Error{Code::Denied, entry_text(entry.path) + "makes it too large"};
            left_ -= size;
            entry.content.append(piece, 0, static_cast<std::size_t>(read));
        }
    }

    ForeignLimits limits_;
    std::uint64_t left_;
    std::size_t entries_ = 0;
    const TakeEntry& take_;
    ForeignNames names_;
    std::unique_ptr<archive, FreeReader> reader_;
};

} // namespace

Result<void> read_foreign(std::string_view bytes, const ForeignLimits& limits,
                          const TakeEntry& take) {
    return ForeignReader(limits, take).read(bytes);
}

} // namespace ferry::settings
