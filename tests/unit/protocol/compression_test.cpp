// zstd both ways, and bodies that are made to fill the memory.
// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/compression.hpp"

#include <gtest/gtest.h>
#include <zstd.h>

#include <string>

namespace ferry::protocol {
namespace {

std::string some_text() {
    std::string text;
    for (int i = 0; i < 2000; ++i)
        text += "package " + std::to_string(i * 7919 % 1000) + "\n";
    return text;
}

/// With a window of the sender's choice, as an attacker would.
std::string packed_with_window(const std::string& text, int window_log) {
    auto* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    ZSTD_inBuffer in{text.data(), text.size(), 0};
    ZSTD_outBuffer out{packed.data(), packed.size(), 0};
    ZSTD_compressStream2(context, &out, &in, ZSTD_e_continue); // its length is not known yet
    while (ZSTD_compressStream2(context, &out, &in, ZSTD_e_end) != 0) {
    }
    ZSTD_freeCCtx(context);
    packed.resize(out.pos);
    return packed;
}

TEST(Compression, GivesBackWhatItTook) {
    for (const auto& text : {std::string(), std::string("x"), some_text()})
        for (const auto effort : {Effort::Quick, Effort::Small})
            EXPECT_EQ(*decompress(compress(text, effort), 1 << 20), text);
}

TEST(Compression, IsSmallerWithMoreEffort) {
    EXPECT_LT(compress(some_text()).size(), some_text().size() / 3);
    EXPECT_LE(compress(some_text(), Effort::Small).size(), compress(some_text()).size());
}

TEST(Decompression, RefusesABombAtItsLimit) {
    const auto bomb = compress(std::string(100u << 20, '\0'));
    ASSERT_LT(bomb.size(), 64u << 10);

    const auto refused = decompress(bomb, 1 << 20);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Denied);
}

TEST(Decompression, TakesExactlyTheLimitAndNotAByteMore) {
    const auto text = some_text();

    EXPECT_TRUE(decompress(compress(text), text.size()));
    EXPECT_FALSE(decompress(compress(text), text.size() - 1));
}

TEST(Decompression, RefusesAWindowThatWouldTakeTooMuchMemory) {
    EXPECT_TRUE(decompress(packed_with_window(some_text(), 23), 1 << 20));
    EXPECT_FALSE(decompress(packed_with_window(some_text(), 27), 1 << 20));
}

TEST(Decompression, RefusesWhatIsCutOffAtAnyByte) {
    const auto packed = compress(some_text());

    for (std::size_t size = 0; size < packed.size(); ++size)
        EXPECT_FALSE(decompress(packed.substr(0, size), 1 << 20)) << size;
}

TEST(Decompression, RefusesWhatIsNoZstd) {
    EXPECT_FALSE(decompress("{\"account\":\"ann\"}", 1 << 20));
    EXPECT_FALSE(decompress(compress("text") + "garbage", 1 << 20));
}

} // namespace
} // namespace ferry::protocol
