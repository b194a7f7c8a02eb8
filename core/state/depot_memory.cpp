// A row per file.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/depot_memory.hpp"

#include <cstdint>
#include <utility>

namespace ferry::state {

Result<std::vector<KnownDepotFile>> DepotMemory::list() {
    auto select = database_.prepare("SELECT id, manifest, author FROM depot_file ORDER BY place");
    if (!select) return select.error();
    std::vector<KnownDepotFile> files;
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return files;
        auto manifest = protocol::decode<protocol::DepotManifest>(select->text(1));
        if (!manifest) return manifest.error().under("depot file " + select->text(0));
        files.push_back({select->text(0), std::move(*manifest), select->text(2)});
    }
}

Result<void> DepotMemory::remember(const std::vector<KnownDepotFile>& files) {
    auto transaction = sqlite::Transaction::begin(database_);
    if (!transaction) return transaction.error();
    if (auto done = database_.execute("DELETE FROM depot_file"); !done) return done;
    auto insert =
        database_.prepare("INSERT INTO depot_file(place, id, manifest, author) VALUES(?, ?, ?, ?)");
    if (!insert) return insert.error();
    std::int64_t place = 0;
    for (const auto& file : files) {
        const auto done = insert->bind(1, place++)
                              .bind(2, file.id)
                              .bind(3, protocol::encode(file.manifest))
                              .bind(4, file.author)
                              .run();
        if (!done) return done;
    }
    return transaction->commit();
}

} // namespace ferry::state
