// libarchive as a zstd decoder: one fixed filter, so that it unpacks nothing else.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/unpacked_stream.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <string>

namespace ferry::settings {

void UnpackedStream::Free::operator()(archive* reader) const {
    archive_read_free(reader);
}

UnpackedStream::UnpackedStream(std::string_view bytes, std::uint64_t limit)
    : reader_(archive_read_new()), limit_(limit) {
    archive_entry* entry = nullptr;
    if (archive_read_support_format_raw(reader_.get()) != ARCHIVE_OK ||
        archive_read_append_filter(reader_.get(), ARCHIVE_FILTER_ZSTD) != ARCHIVE_OK ||
        archive_read_open_memory(reader_.get(), bytes.data(), bytes.size()) != ARCHIVE_OK ||
        archive_read_next_header(reader_.get(), &entry) != ARCHIVE_OK)
        fail();
}

void UnpackedStream::fail() {
    const char* why = archive_error_string(reader_.get());
    error_ = Error{Code::BadData, std::string("zstd: ") + (why != nullptr ? why : "damaged")};
}

std::string_view UnpackedStream::next() {
    last_ = {};
    if (failed()) return last_;
    const void* piece = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int status = archive_read_data_block(reader_.get(), &piece, &size, &offset);
    if (status == ARCHIVE_EOF) return last_;
    if (status != ARCHIVE_OK) {
        fail();
        return last_;
    }
    given_ += size;
    if (given_ > limit_) {
        error_ =
            Error{Code::Denied, "archive: becomes more than " + std::to_string(limit_) + " bytes"};
        return last_;
    }
    last_ = {static_cast<const char*>(piece), size};
    return last_;
}

Result<void> UnpackedStream::only_zeros_behind(std::uint64_t position) {
    const auto unread = std::min<std::uint64_t>(given_ - std::min(position, given_), last_.size());
    auto rest = last_.substr(last_.size() - static_cast<std::size_t>(unread));
    do {
        if (rest.find_first_not_of('\0') != std::string_view::npos)
            return Error{Code::Denied, "tar: bytes behind the end"};
        rest = next();
    } while (!rest.empty());
    if (failed()) return error();
    return {};
}

} // namespace ferry::settings
