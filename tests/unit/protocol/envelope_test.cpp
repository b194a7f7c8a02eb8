// The bytes of a whole bundle.
// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/bundles.hpp"

#include <gtest/gtest.h>

namespace ferry::protocol {
namespace {

const Envelope kEnvelope{"{\"a\":1}", std::string(64, 's'), std::string("ci\0pher", 7)};

TEST(BundleEnvelope, ComesBackAsItWas) {
    const auto back = to_envelope(to_bytes(kEnvelope));

    ASSERT_TRUE(back);
    EXPECT_EQ(back->header, kEnvelope.header);
    EXPECT_EQ(back->signature, kEnvelope.signature);
    EXPECT_EQ(back->cipher, kEnvelope.cipher);
}

TEST(BundleEnvelope, CutOffBeforeTheCipherIsRefused) {
    const auto whole = to_bytes(kEnvelope);
    for (std::size_t size = 0; size < whole.size() - kEnvelope.cipher.size(); ++size)
        EXPECT_FALSE(to_envelope(whole.substr(0, size))) << size;
}

TEST(BundleEnvelope, ImpossibleLengthIsRefused) {
    auto bytes = to_bytes(kEnvelope);
    bytes[11] = '\xff'; // the highest byte of the length

    EXPECT_FALSE(to_envelope(bytes));
    EXPECT_FALSE(to_envelope("FERRYB2\n" + bytes.substr(8)));
}

} // namespace
} // namespace ferry::protocol
