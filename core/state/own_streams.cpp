// A row per installer.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/own_streams.hpp"

#include "core/state/rows.hpp"

namespace ferry::state {

using protocol::StreamHead;

Result<std::vector<StreamHead>> OwnStreams::heads() {
    auto select = database_.prepare("SELECT installer, revision, hash, packages, updated "
                                    "FROM own_stream ORDER BY installer");
    if (!select) return select.error();
    return heads_in(*select);
}

Result<std::vector<Package>> OwnStreams::packages(const InstallerId& installer) {
    auto select = database_.prepare("SELECT body FROM own_stream WHERE installer = ?");
    if (!select) return select.error();
    select->bind(1, installer.text);
    const auto row = select->step();
    if (!row) return row.error();
    if (!*row) return Error{Code::NotFound, "no inventory of " + installer.text + " was sent yet"};
    return unpacked(select->text(0));
}

Result<void> OwnStreams::put(const StreamHead& head, const std::vector<Package>& packages) {
    auto replace = database_.prepare("INSERT OR REPLACE INTO own_stream(installer, revision, hash, "
                                     "packages, updated, body) VALUES(?, ?, ?, ?, ?, ?)");
    if (!replace) return replace.error();
    bind_head(*replace, 1, head);
    replace->bind_blob(6, packed(packages));
    return replace->run();
}

Result<void> OwnStreams::remove(const InstallerId& installer) {
    auto remove = database_.prepare("DELETE FROM own_stream WHERE installer = ?");
    if (!remove) return remove.error();
    remove->bind(1, installer.text);
    return remove->run();
}

} // namespace ferry::state
