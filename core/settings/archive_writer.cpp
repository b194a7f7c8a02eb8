// pack: tar in its pax form, through libarchive.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/archive.hpp"
#include "core/settings/archive_names.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <string>

namespace ferry::settings {
namespace {

struct FreeWriter {
    void operator()(archive* writer) const { archive_write_free(writer); }
};
struct FreeEntry {
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

Error failed(archive* writer) {
    const char* why = archive_error_string(writer);
    return {Code::Internal, std::string("archive: ") + (why != nullptr ? why : "cannot write")};
}

la_ssize_t append(archive*, void* target, const void* bytes, std::size_t size) noexcept {
    static_cast<std::string*>(target)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
}

/// Names are bytes: without hdrcharset libarchive would read them in the locale of the process.
bool opened(archive* writer, std::string& packed) {
    return archive_write_set_format_pax_restricted(writer) == ARCHIVE_OK &&
           archive_write_add_filter_zstd(writer) == ARCHIVE_OK &&
           archive_write_set_options(writer, "pax:hdrcharset=BINARY,zstd:compression-level=9") ==
               ARCHIVE_OK &&
           archive_write_set_bytes_in_last_block(writer, 1) == ARCHIVE_OK && // no padding behind
           archive_write_open(writer, &packed, nullptr, append, nullptr) == ARCHIVE_OK;
}

bool written(archive* writer, const SettingsFile& file) {
    const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), (file.rule + "/" + file.path).c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), 0, 0);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.content.size()));
    if (archive_write_header(writer, entry.get()) != ARCHIVE_OK) return false;
    const auto size = archive_write_data(writer, file.content.data(), file.content.size());
    return size >= 0 && static_cast<std::size_t>(size) == file.content.size();
}

} // namespace

Result<std::string> pack(const std::vector<SettingsFile>& files) {
    ArchiveNames names;
    for (const auto& file : files) {
        if (const auto problem = names.problem_of(file.rule, file.path))
            return Error{Code::BadData, entry_text(file.rule + "/" + file.path) + *problem};
    }
    if (const auto problem = names.problem_of_all()) return Error{Code::BadData, *problem};

    std::string packed;
    const std::unique_ptr<archive, FreeWriter> writer(archive_write_new());
    if (!opened(writer.get(), packed)) return failed(writer.get());
    for (const auto& file : files) {
        if (!written(writer.get(), file)) return failed(writer.get());
    }
    if (archive_write_close(writer.get()) != ARCHIVE_OK) return failed(writer.get());
    return packed;
}

} // namespace ferry::settings
