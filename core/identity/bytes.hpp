// Numbers and texts as bytes of the index: little-endian, lengths as varints, every read checked.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ferry::identity {

/// Little-endian on every machine; compilers turn it into one load.
template <typename Number>
Number load(const char* at) {
    Number value = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i)
        value |=
            static_cast<Number>(static_cast<Number>(static_cast<unsigned char>(at[i])) << (8 * i));
    return value;
}

template <typename Number>
void append(std::string& bytes, Number value) {
    for (std::size_t i = 0; i < sizeof(Number); ++i)
        bytes.push_back(static_cast<char>(static_cast<unsigned char>(value >> (8 * i))));
}

void append_count(std::string& bytes, std::size_t count);
void append_text(std::string& bytes, std::string_view text);

/// Reads from a view that it does not own. After the first bad read everything is empty or zero
/// and `failed()` stays true: check once, at the end.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

    std::size_t count(); // never more than the bytes that are left
    std::string_view text();
    bool failed() const { return failed_; }
    bool at_end() const { return rest_.empty(); }

private:
    std::size_t fail();

    std::string_view rest_;
    bool failed_ = false;
};

/// Finds accidental damage, not malice; one pass at the speed of memory. Also the hash of keys.
/// Part of the format: never changes within one version of the index.
std::uint64_t checksum(std::string_view bytes);

} // namespace ferry::identity
