// Reads a serialised GVariant tuple: members in order, the ends of those of variable size at the
// end of the data, last member first.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/deploy.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace ferry::flatpak {
namespace {

constexpr std::size_t kCommitDigits = 64;
constexpr std::size_t kMostKeys = 10'000;

Error broken(std::size_t offset, const std::string& what) {
    return Error{Code::BadData, "byte " + std::to_string(offset) + ": " + what};
}

/// A container of `size` bytes writes its offsets with as few bytes as can express `size`.
std::size_t offset_width(std::size_t size) {
    if (size <= 0xff) return 1;
    if (size <= 0xffff) return 2;
    return size <= 0xffffffff ? 4 : 8;
}

std::size_t little_endian(std::string_view bytes) {
    std::size_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i)
        value = (value << 8) | static_cast<unsigned char>(bytes[i - 1]);
    return value;
}

std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char c : bytes)
        value = (value << 8) | static_cast<unsigned char>(c);
    return value;
}

std::size_t aligned(std::size_t at, std::size_t to) {
    return (at + to - 1) / to * to;
}

/// The text within [begin, end), which must end with its NUL.
std::optional<std::string_view> text_in(std::string_view data, std::size_t begin, std::size_t end) {
    if (begin >= end || end > data.size() || data[end - 1] != '\0') return std::nullopt;
    const auto text = data.substr(begin, end - begin - 1);
    if (text.find('\0') != std::string_view::npos) return std::nullopt;
    return text;
}

/// The n-th offset from the end of a container.
std::optional<std::size_t> framing(std::string_view data, std::size_t n) {
    const auto width = offset_width(data.size());
    if ((n + 1) * width > data.size()) return std::nullopt;
    return little_endian(data.substr(data.size() - (n + 1) * width, width));
}

/// Takes what is known out of one {sv}: key, padding to 8, value, NUL, type, end of the key.
bool take_entry(std::string_view entry, Deploy& deploy) {
    const auto key_end = framing(entry, 0);
    if (!key_end) return false;
    const auto key = text_in(entry, 0, *key_end);
    const auto begin = aligned(*key_end, 8);
    const auto end = entry.size() - offset_width(entry.size());
    if (!key || begin >= end) return false;
    const auto variant = entry.substr(begin, end - begin);
    const auto type_at = variant.rfind('\0');
    if (type_at == std::string_view::npos) return false;
    if (variant.substr(type_at + 1) != "s") return true; // a number, a list: nothing of ours
    const auto text = text_in(variant, 0, type_at);
    if (!text) return false;
    if (*key == "appdata-name") deploy.name = *text;
    if (*key == "appdata-version") deploy.version = *text;
    return true;
}

/// a{sv}: entries aligned to 8, then the end of each. `at` is where it lies in the file.
Result<void> take_dictionary(std::string_view data, std::size_t at, Deploy& deploy) {
    if (data.empty()) return {};
    const auto width = offset_width(data.size());
    const auto table = framing(data, 0); // the end of the last entry is where the table begins
    if (!table || *table > data.size() || (data.size() - *table) % width != 0)
        return broken(at, "the list of properties has no sound table of ends");
    const auto count = (data.size() - *table) / width;
    if (count > kMostKeys) return broken(at, "there are too many properties");
    std::size_t begin = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto end = little_endian(data.substr(*table + i * width, width));
        begin = aligned(begin, 8);
        if (end <= begin || end > *table || !take_entry(data.substr(begin, end - begin), deploy))
            return broken(at + begin, "a property is broken");
        begin = end;
    }
    return {};
}

} // namespace

Result<Deploy> parse_deploy(std::string_view content) {
    const auto origin_end = framing(content, 0);
    const auto commit_end = framing(content, 1);
    const auto paths_end = framing(content, 2);
    const auto tail = 3 * offset_width(content.size());
    if (!origin_end || !commit_end || !paths_end)
        return broken(content.size(), "the file is cut off");
    Deploy deploy;
    const auto origin = text_in(content, 0, *origin_end);
    if (!origin) return broken(0, "no name of a remote");
    const auto commit = text_in(content, *origin_end, *commit_end);
    if (!commit || commit->size() != kCommitDigits)
        return broken(*origin_end, "no commit of 64 digits");
    const auto size_at = aligned(*paths_end, 8);
    const auto end = content.size() - tail;
    if (*paths_end < *commit_end || size_at + 8 > end)
        return broken(*commit_end, "no installed size");
    deploy.origin = *origin;
    deploy.commit = *commit;
    deploy.installed_bytes = big_endian(content.substr(size_at, 8));
    const auto begin = size_at + 8;
    if (auto done = take_dictionary(content.substr(begin, end - begin), begin, deploy); !done)
        return done.error();
    return deploy;
}

} // namespace ferry::flatpak
