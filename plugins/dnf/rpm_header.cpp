// Big-endian throughout: two counts, 16 bytes per tag, then the data.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/rpm_header.hpp"

#include <cstddef>

namespace ferry::dnf {
namespace {

constexpr std::size_t kEntryBytes = 16;
constexpr std::uint32_t kMostTags = 0xffff;                       // rpm's own limit
constexpr std::uint32_t kMostBytes = 256u << 20;                  // likewise
constexpr std::uint32_t kInt32 = 4, kString = 6, kI18nString = 9; // types

enum Tag : std::uint32_t {
    Name = 1000,
    Version = 1001,
    Release = 1002,
    Epoch = 1003,
    Summary = 1004,
    InstallTime = 1008,
    Vendor = 1011,
    Arch = 1022
};

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

Error broken(std::size_t at, const char* what) {
    return Error{Code::BadData, "byte " + std::to_string(at) + ": " + what};
}

struct Entry {
    std::uint32_t tag, type, offset, count;
};

class Reader {
public:
    explicit Reader(std::string_view data) : data_(data) {}

    /// False: the entry points outside of the data, or is of a type that its tag cannot have.
    bool take(const Entry& entry, RpmPackage& package) const {
        switch (entry.tag) {
        case Name:
            return text(entry, package.name);
        case Version:
            return text(entry, package.version);
        case Release:
            return text(entry, package.release);
        case Arch:
            return text(entry, package.arch);
        case Vendor:
            return text(entry, package.vendor);
        case Summary:
            return text(entry, package.summary);
        case Epoch:
            return number(entry, package.epoch);
        case InstallTime:
            return number(entry, package.installed_at);
        default:
            return true;
        }
    }

private:
    /// Of a translated text the first, which is the untranslated one.
    bool text(const Entry& entry, std::string_view& to) const {
        if ((entry.type != kString && entry.type != kI18nString) || entry.offset >= data_.size())
            return false;
        const auto end = data_.find('\0', entry.offset);
        if (end == std::string_view::npos) return false;
        to = data_.substr(entry.offset, end - entry.offset);
        return true;
    }

    bool number(const Entry& entry, std::uint32_t& to) const {
        if (entry.type != kInt32 || entry.count == 0 || data_.size() < 4 ||
            entry.offset > data_.size() - 4)
            return false;
        to = number_at(data_, entry.offset);
        return true;
    }

    std::string_view data_;
};

} // namespace

std::string RpmPackage::evr() const {
    auto text = epoch == 0 ? std::string() : std::to_string(epoch) + ":";
    return text.append(version).append("-").append(release);
}

Result<RpmPackage> parse_rpm_header(std::string_view blob) {
    if (blob.size() < 8) return broken(0, "the header is cut off");
    const auto tags = number_at(blob, 0);
    const auto bytes = number_at(blob, 4);
    if (tags == 0 || tags > kMostTags || bytes > kMostBytes)
        return broken(0, "the header has impossible sizes");
    const auto data_at = 8 + std::size_t{tags} * kEntryBytes;
    if (data_at + bytes > blob.size()) return broken(blob.size(), "the header is cut off");
    const Reader reader(blob.substr(data_at, bytes));
    RpmPackage package;
    for (std::uint32_t i = 0; i < tags; ++i) {
        const auto at = 8 + std::size_t{i} * kEntryBytes;
        const Entry entry{number_at(blob, at), number_at(blob, at + 4), number_at(blob, at + 8),
                          number_at(blob, at + 12)};
        if (!reader.take(entry, package)) return broken(at, "a tag points to nothing");
    }
    if (package.name.empty() || package.version.empty() || package.release.empty())
        return broken(8, "name, version or release are missing");
    return package;
}

} // namespace ferry::dnf
