// Which part of a Brewfile a line stands in: under "if OS.mac?", or inside code that is not run.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/brewfile_statement.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::formats {

class BrewBlocks {
public:
    explicit BrewBlocks(std::string target_os) : target_os_(std::move(target_os)) {}

    enum class Line {
        Entry,     // no part of a block's frame
        Frame,     // opens, turns or closes a block, understood
        OpensCode, // opens a block whose condition or purpose is not understood
        StrayEnd   // closes nothing
    };
    Line take(const BrewWords& words, std::size_t line);

    bool in_code() const;  // what stands here would depend on code
    bool left_out() const; // what stands here is for another system
    std::size_t depth() const { return open_.size(); }
    /// Of the innermost block; from 1.
    std::size_t opened_at() const { return open_.empty() ? 0 : open_.back().line; }

private:
    enum class State { Taken, LeftOut, Code };
    struct Block {
        State state;
        std::size_t line;
    };

    std::string target_os_;
    std::vector<Block> open_;
};

} // namespace ferry::formats
