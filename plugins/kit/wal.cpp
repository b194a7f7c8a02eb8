// Copies the frames of every committed transaction over the pages that they replace.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/kit/wal.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace ferry::kit {
namespace {

constexpr std::size_t kLogHeader = 32;
constexpr std::size_t kFrameHeader = 24;
constexpr std::size_t kDatabaseHeader = 100;
constexpr std::uint32_t kMagic = 0x377f0682; // its last bit: checksums are of big-endian words
constexpr std::size_t kMostBytes = std::size_t{1} << 30;

std::uint32_t big(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::uint32_t little(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i > 0; --i)
        value = (value << 8) | static_cast<unsigned char>(bytes[at + i - 1]);
    return value;
}

struct Checksum {
    std::uint32_t first = 0, second = 0;
    bool big_endian = false;

    void add(std::string_view bytes) {
        for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
            first += (big_endian ? big(bytes, at) : little(bytes, at)) + second;
            second += (big_endian ? big(bytes, at + 4) : little(bytes, at + 4)) + first;
        }
    }
    bool equals(std::string_view bytes, std::size_t at) const {
        return big(bytes, at) == first && big(bytes, at + 4) == second;
    }
};

class Log {
public:
    explicit Log(std::string_view log) : log_(log) {}

    /// False: there is nothing in it that counts.
    bool begin(std::size_t page_size) {
        if (log_.size() < kLogHeader || (big(log_, 0) & ~1u) != kMagic) return false;
        sum_.big_endian = (big(log_, 0) & 1u) != 0;
        sum_.add(log_.substr(0, 24));
        page_size_ = big(log_, 8);
        return page_size_ == page_size && sum_.equals(log_, 24);
    }

    void apply(std::string& image) {
        std::size_t pending = kLogHeader; // of the frames that wait for their commit
        for (auto at = kLogHeader; is_sound(at); at += frame()) {
            const auto pages = big(log_, at + 4); // of the whole file, in a commit's last frame
            if (pages == 0) continue;
            if (pages > kMostBytes / page_size_) return;
            image.resize(pages * page_size_);
            for (; pending <= at; pending += frame())
                copy(pending, image);
        }
    }

private:
    std::size_t frame() const { return kFrameHeader + page_size_; }

    bool is_sound(std::size_t at) {
        if (at + frame() > log_.size()) return false;
        if (log_.substr(at + 8, 8) != log_.substr(16, 8)) return false; // salts of an earlier log
        sum_.add(log_.substr(at, 8));
        sum_.add(log_.substr(at + kFrameHeader, page_size_));
        return sum_.equals(log_, at + 16);
    }

    void copy(std::size_t at, std::string& image) const {
        const auto page = big(log_, at);
        if (page == 0 || std::size_t{page} * page_size_ > image.size()) return; // cut off later
        const auto content = log_.substr(at + kFrameHeader, page_size_);
        std::copy(content.begin(), content.end(),
                  image.begin() + static_cast<std::ptrdiff_t>((page - 1) * page_size_));
    }

    std::string_view log_;
    std::size_t page_size_ = 0;
    Checksum sum_;
};

} // namespace

Result<std::string> with_log(std::string_view database, std::string_view log) {
    if (database.size() < kDatabaseHeader || !database.starts_with("SQLite format 3"))
        return Error{Code::BadData, "byte 0: this is no SQLite database"};
    auto page_size = static_cast<std::size_t>(static_cast<unsigned char>(database[16]) << 8 |
                                              static_cast<unsigned char>(database[17]));
    if (page_size == 1) page_size = 65536;
    if (page_size < 512 || (page_size & (page_size - 1)) != 0)
        return Error{Code::BadData, "byte 16: the page size is impossible"};
    std::string image(database);
    Log frames(log);
    if (frames.begin(page_size)) frames.apply(image);
    if (image.size() < kDatabaseHeader)
        return Error{Code::BadData, "byte 0: the log leaves no database"};
    image[18] = image[19] = 1; // rollback mode: a database in memory has no log
    return image;
}

} // namespace ferry::kit
