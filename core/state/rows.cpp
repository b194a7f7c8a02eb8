// Packing and unpacking.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/rows.hpp"

#include "core/protocol/compression.hpp"

#include <utility>

namespace ferry::state {
namespace {

constexpr std::size_t kLargest = 64u << 20; // decoded

} // namespace

std::string packed(const std::vector<Package>& packages) {
    return protocol::compress(protocol::encode(protocol::Snapshot{0, "", packages}));
}

Result<std::vector<Package>> unpacked(std::string_view bytes) {
    const auto text = protocol::decompress(bytes, kLargest);
    if (!text) return Error{Code::BadData, "damaged inventory: " + text.error().message};
    auto snapshot = protocol::decode<protocol::Snapshot>(*text);
    if (!snapshot) return Error{Code::BadData, "damaged inventory: " + snapshot.error().message};
    return std::move(snapshot->packages);
}

Result<std::vector<protocol::StreamHead>> heads_in(sqlite::Statement& select) {
    std::vector<protocol::StreamHead> heads;
    for (;;) {
        const auto row = select.step();
        if (!row) return row.error();
        if (!*row) return heads;
        heads.push_back({select.text(0), static_cast<std::uint64_t>(select.integer(1)),
                         select.text(2), static_cast<std::uint64_t>(select.integer(3)),
                         select.integer(4)});
    }
}

void bind_head(sqlite::Statement& statement, int first, const protocol::StreamHead& head) {
    statement.bind(first, head.installer)
        .bind(first + 1, static_cast<std::int64_t>(head.revision))
        .bind(first + 2, head.hash)
        .bind(first + 3, static_cast<std::int64_t>(head.packages))
        .bind(first + 4, head.updated);
}

} // namespace ferry::state
