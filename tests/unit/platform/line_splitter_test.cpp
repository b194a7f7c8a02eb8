// Cutting a stream of bytes into lines.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/line_splitter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace ferry::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

struct Lines {
    std::vector<std::string> seen{};
    LineSplitter splitter{[this](std::string_view line) { seen.emplace_back(line); }};
};

TEST(LineSplitter, JoinsWhatCameInPieces) {
    Lines lines;

    lines.splitter.add("fir");
    lines.splitter.add("st\nsec");
    lines.splitter.add("ond\r");
    lines.splitter.add("\nthird");

    EXPECT_THAT(lines.seen, ElementsAre("first", "second"));
}

TEST(LineSplitter, GivesTheRestAtTheEndOnce) {
    Lines lines;

    lines.splitter.add("no end");
    lines.splitter.finish();
    lines.splitter.finish();

    EXPECT_THAT(lines.seen, ElementsAre("no end"));
}

TEST(LineSplitter, CutsALineThatNeverEnds) {
    Lines lines;

    lines.splitter.add(std::string(64 * 1024 + 1, 'x'));

    EXPECT_THAT(lines.seen, ElementsAre(SizeIs(64 * 1024)));
}

} // namespace
} // namespace ferry::testing
