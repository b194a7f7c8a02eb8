// The worker's end of the two pipes to the host.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace ferry::worker {

/// Takes stdin and stdout for itself: afterwards stdin is empty and stdout is stderr, so that a
/// plugin that prints does no harm. Reading and writing may happen on two threads.
class Channel {
public:
    Channel();
    Channel(const Channel&) = delete;

    bool write(std::string_view bytes);     // false: the host is gone
    bool read(char* to, std::size_t count); // exactly; false: the host is gone

private:
    int in_;
    int out_;
};

} // namespace ferry::worker
