// Settings of one software between this device and the account, as bytes that the server cannot
// read. Nothing that a server says is believed here: every revision is checked.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/ids.hpp"
#include "core/protocol/bundles.hpp"
#include "core/sync/parts.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ferry::sync {

struct Revision {
    std::string hash;
    std::string parent;    // empty: the first
    std::string author_id; // device
    std::string author;    // its name; its id where the name is not known
    std::int64_t time = 0; // milliseconds since 1970, of the author's clock; after the parent's
    bool head = false;
};

struct StoredBundle {
    std::string bundle; // its name, which tells nothing; the content says of which software it is
    std::string head;
};

struct Pushed {
    std::string hash;
    std::string conflict_with; // the other side's revision, where both changed since the last
};

/// The account's bundles, with the keys of its devices. The parts outlive it. One connection; one
/// thread.
class BundleStore {
public:
    /// Makes this device's keys and tells the server their public halves, where that is still to be
    /// done. Errors: those of make_link and of the network.
    static Result<BundleStore> open(const Parts& parts);
    BundleStore(BundleStore&&) noexcept;
    ~BundleStore();

    /// Of which software the account has settings, and the newest revision of each: one request, in
    /// the order asked. Only a hint: nothing of it is checked, and a server may hide some.
    Result<std::vector<std::pair<SoftwareId, std::string>>>
    heads(const std::vector<SoftwareId>& software);
    /// Every bundle of the account with its newest revision, as the server says and in its order:
    /// history() tells which is the newest.
    Result<std::vector<StoredBundle>> stored();
    /// Head first; nothing where the account has none. Errors also: Denied (a revision that was
    /// altered, or is by no device of the account; one that this device saw is missing).
    Result<std::vector<Revision>> history(const SoftwareId& software);
    /// Whether the account still has that revision.
    Result<bool> has(const SoftwareId& software, const std::string& hash);
    /// The content that push() got. Errors as above.
    Result<std::string> fetch(const SoftwareId& software, const std::string& hash);
    /// The same by the bundle's name. Whether the content is of the software that it names:
    /// is_of().
    Result<std::string> fetch(const StoredBundle& bundle);
    bool is_of(const StoredBundle& bundle, const SoftwareId& software) const;
    Result<Pushed> push(const SoftwareId& software, const std::string& content,
                        const std::string& parent);

private:
    struct Inside;
    explicit BundleStore(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

} // namespace ferry::sync
