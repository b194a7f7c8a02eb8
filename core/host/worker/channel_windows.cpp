// Pipes through the C runtime's descriptors, in binary mode.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker/channel.hpp"

#include <fcntl.h>
#include <io.h>

#include <algorithm>

namespace ferry::worker {
namespace {

constexpr std::size_t kLargestPiece = 1u << 20; // _read and _write count with unsigned int

} // namespace

Channel::Channel() : in_(_dup(0)), out_(_dup(1)) {
    _setmode(in_, _O_BINARY);
    _setmode(out_, _O_BINARY);
    const int nothing = _open("NUL", _O_RDONLY);
    _dup2(nothing, 0);
    _dup2(2, 1);
    _close(nothing);
}

bool Channel::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto piece = static_cast<unsigned>(std::min(bytes.size(), kLargestPiece));
        const int count = _write(out_, bytes.data(), piece);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool Channel::read(char* to, std::size_t count) {
    while (count > 0) {
        const auto piece = static_cast<unsigned>(std::min(count, kLargestPiece));
        const int got = _read(in_, to, piece);
        if (got <= 0) return false;
        to += got;
        count -= static_cast<std::size_t>(got);
    }
    return true;
}

} // namespace ferry::worker
