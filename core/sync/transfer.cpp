// Pieces up, pieces down, and what to do when the two sides do not agree.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/transfer.hpp"

#include "core/base/text.hpp"
#include "core/sync/depot_calls.hpp"
#include "core/vault/sha256.hpp"

#include <algorithm>

namespace ferry::sync {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kSmallestPiece = 64u << 10;
constexpr std::size_t kModestPiece = 1u << 20; // which a busy server still takes
constexpr int kMostSurprises = 5;              // without any progress

Result<void> go_on(const Transfer& transfer) {
    if (transfer.parts.wait(milliseconds(0))) return {};
    return Error{Code::Cancelled, "stopped; the same command goes on from here"};
}

void tell(const Transfer& transfer, std::uint64_t done, std::uint64_t whole) {
    if (transfer.progress) transfer.progress(done, whole);
}

Error not_believed(const std::string& what) {
    return {Code::Denied, "the server's answer is refused: " + what};
}

/// Measures a call.
template <typename Work>
auto timed(const Clock& clock, milliseconds& took, const Work& work) {
    const auto start = clock.now();
    auto done = work();
    took = milliseconds(clock.now() - start);
    return done;
}

/// One piece; its end according to the server. Nothing: the server knows better where to go on.
Result<protocol::UploadState> next_up(const Transfer& transfer, const std::filesystem::path& path,
                                      const protocol::UploadRequest& wish, std::uint64_t offset,
                                      std::size_t& size) {
    const auto bytes = transfer.large.read_at(
        path, offset, static_cast<std::size_t>(std::min<std::uint64_t>(size, wish.size - offset)));
    if (!bytes) return bytes.error();
    if (bytes->empty())
        return Error{Code::Io, to_utf8(path) + " became shorter while it was sent; the same "
                                               "command begins anew"};
    milliseconds took{};
    auto state = timed(transfer.parts.clock, took,
                       [&] { return send_piece(transfer.server, wish.sha256, offset, *bytes); });
    size = next_piece(size, took);
    if (!state) return state;
    if (state->offset != offset + bytes->size())
        return not_believed("it took a piece of " + std::to_string(bytes->size()) +
                            " bytes and says that it has " + std::to_string(state->offset));
    return state;
}

} // namespace

std::size_t next_piece(std::size_t size, milliseconds took) {
    if (took < milliseconds(1000)) return std::min(size * 2, protocol::kLargestPiece);
    if (took > milliseconds(4000)) return std::max(size / 2, kSmallestPiece);
    return size;
}

Result<std::string> sha256_of(const Transfer& transfer, const std::filesystem::path& path) {
    vault::Sha256 hash;
    auto going = go_on(transfer);
    const auto read = transfer.large.each_piece(path, [&](std::string_view piece) {
        if (going) going = go_on(transfer);
        hash.add(piece);
    });
    if (!read) return read.error();
    if (!going) return going.error();
    return hex(hash.finish());
}

Result<void> upload(const Transfer& transfer, const std::filesystem::path& path,
                    const protocol::UploadRequest& wish) {
    int surprises = 0;
    std::uint64_t furthest = 0;
    auto size = kFirstPiece;
    auto state = begin_upload(transfer.server, wish);
    for (;;) {
        const bool is_busy = !state && state.error().code == Code::Unavailable;
        const bool is_elsewhere = !state && state.error().code == Code::Conflict;
        if (!state && (++surprises > kMostSurprises || !(is_elsewhere || is_busy)))
            return state.error();
        if (is_busy && size <= kModestPiece) return state.error();
        if (is_busy) size = kModestPiece;
        if (!state) state = begin_upload(transfer.server, wish);
        if (!state) return state.error();
        if (state->offset > furthest) surprises = 0; // another device may send the same file
        furthest = std::max(furthest, state->offset);
        tell(transfer, std::min(state->offset, wish.size), wish.size);
        if (state->complete) return {};
        if (state->offset >= wish.size)
            return not_believed("it says that it has all of the file, and that it has not");
        if (const auto going = go_on(transfer); !going) return going.error();
        state = next_up(transfer, path, wish, state->offset, size);
    }
}

Result<void> download(const Transfer& transfer, const std::filesystem::path& part,
                      const protocol::UploadRequest& wish) {
    const auto before = transfer.parts.files.info(part);
    if (!before && before.error().code != Code::NotFound) return before.error();
    auto size = kFirstPiece;
    auto offset = before && before->bytes <= wish.size ? before->bytes : 0;
    for (tell(transfer, offset, wish.size); offset < wish.size;) {
        if (const auto going = go_on(transfer); !going) return going.error();
        const auto wanted =
            static_cast<std::size_t>(std::min<std::uint64_t>(size, wish.size - offset));
        milliseconds took{};
        const auto bytes = timed(transfer.parts.clock, took, [&] {
            return depot_piece(transfer.server, wish.sha256, offset, wanted);
        });
        if (!bytes) return bytes.error();
        if (bytes->empty() || bytes->size() > wanted)
            return not_believed("of " + std::to_string(wanted) +
                                " bytes that were asked for it "
                                "sent " +
                                std::to_string(bytes->size()));
        const auto written = transfer.large.write_at(part, offset, *bytes);
        if (!written) return written.error();
        offset += bytes->size();
        size = next_piece(size, took);
        tell(transfer, offset, wish.size);
    }
    const auto found = sha256_of(transfer, part);
    if (!found) return found.error();
    if (*found == wish.sha256) return {};
    if (const auto gone = transfer.parts.files.remove(part); !gone) return gone.error();
    return not_believed("the file that came is not the one that its author signed; it was removed");
}

} // namespace ferry::sync
