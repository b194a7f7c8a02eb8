// Deltas where the server has the base, snapshots where it has not.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/sender.hpp"

#include "core/protocol/canonical.hpp"
#include "core/protocol/compression.hpp"
#include "core/sync/calls.hpp"
#include "core/vault/hash.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace ferry::sync {
namespace {

using protocol::Delta;
using protocol::Snapshot;
using protocol::StreamHead;
using state::PendingWrite;
using state::WriteKind;

constexpr std::size_t kLargestDecoded = 64u << 20;
constexpr std::size_t kSmallState = 50; // packages: whole is as cheap as a delta

std::string uploaded(const std::string& json) {
    return protocol::compress(json, protocol::Effort::Small);
}

PendingWrite snapshot_write(const LocalStream& stream) {
    return {stream.installer, WriteKind::Snapshot, vault::random_uuid(),
            uploaded(protocol::encode(Snapshot{0, stream.hash, stream.packages}))};
}

PendingWrite delta_write(const InstallerId& installer, const Delta& delta) {
    return {installer, WriteKind::Delta, vault::random_uuid(), uploaded(protocol::encode(delta))};
}

/// The message in a stored body. Errors: BadData.
template <typename T>
Result<T> message_of(const PendingWrite& write) {
    const auto text = protocol::decompress(write.body, kLargestDecoded);
    if (!text) return text.error();
    return protocol::decode<T>(*text);
}

/// What the stream is once the write is acknowledged.
Result<std::vector<Package>> packages_after(state::OwnStreams streams, const PendingWrite& write) {
    if (write.kind == WriteKind::Snapshot) {
        auto snapshot = message_of<Snapshot>(write);
        if (!snapshot) return snapshot.error();
        return std::move(snapshot->packages);
    }
    const auto delta = message_of<Delta>(write);
    if (!delta) return delta.error();
    auto base = streams.packages(write.installer);
    if (!base) return base.error();
    return protocol::applied(std::move(*base), *delta);
}

SentStream sent_of(const PendingWrite& write, const StreamHead& head) {
    SentStream sent{write.installer, write.kind == WriteKind::Snapshot, head.packages, 0,
                    head.revision};
    if (sent.whole) return sent;
    if (const auto delta = message_of<Delta>(write)) {
        sent.packages = delta->set.size();
        sent.removed = delta->del.size();
    }
    return sent;
}

/// A refusal of this one write; everything else ends the run.
bool concerns_the_write_only(int status) {
    return status == 400 || status == 409 || status == 413 || status == 415 || status == 422;
}

std::optional<StreamHead> head_of(const std::vector<StreamHead>& heads,
                                  const InstallerId& installer) {
    const auto found = std::find_if(heads.begin(), heads.end(), [&](const auto& head) {
        return head.installer == installer.text;
    });
    return found == heads.end() ? std::nullopt : std::optional(*found);
}

} // namespace

Result<void> Sender::finish_pending() {
    const auto pending = parts_.state.outbox().list();
    if (!pending) return pending.error();
    for (const auto& write : *pending) {
        const auto after = packages_after(parts_.state.streams(), write);
        if (after) {
            const auto verdict = deliver(write, *after);
            if (!verdict) return verdict.error();
            if (*verdict == Verdict::Acknowledged) continue;
        }
        // The server has moved on, or has no use for it: report() begins anew, with a snapshot.
        if (auto dropped = drop(write.installer); !dropped) return dropped;
    }
    return {};
}

Result<void> Sender::report(const LocalStream& stream) {
    const auto heads = parts_.state.streams().heads();
    if (!heads) return heads.error();
    const auto base = head_of(*heads, stream.installer);
    if (base && base->hash == stream.hash) return {};
    const auto old_state = parts_.state.streams().packages(stream.installer);
    if (!base || !old_state) return send_whole(stream);

    auto delta = protocol::difference(*old_state, stream.packages);
    const auto changes = delta.set.size() + delta.del.size();
    if (stream.packages.size() > kSmallState && changes > stream.packages.size() / 2)
        return send_whole(stream);
    delta.base_revision = base->revision;
    delta.base_hash = base->hash;
    delta.new_hash = stream.hash;
    const auto verdict = deliver(delta_write(stream.installer, delta), stream.packages);
    if (!verdict) return verdict.error();
    if (*verdict == Verdict::Acknowledged) return {};
    return send_whole(stream);
}

Result<void> Sender::send_whole(const LocalStream& stream) {
    const auto verdict = deliver(snapshot_write(stream), stream.packages);
    if (!verdict) return verdict.error();
    if (*verdict == Verdict::Acknowledged) return {};
    summary_.problems.push_back({stream.installer.text, refusal_,
                                 "what the server has of it stays as it was", Code::BadData});
    return drop(stream.installer);
}

Result<Sender::Verdict> Sender::deliver(const PendingWrite& write,
                                        const std::vector<Package>& after) {
    if (const auto stored = parts_.state.outbox().put(write); !stored) return stored.error();
    const auto answer = send_write(*link_.server, link_.account.device_id, write);
    if (!answer) return answer.error();
    if (answer->good()) {
        if (const auto done = acknowledge(write, *answer, after); !done) return done.error();
        return Verdict::Acknowledged;
    }
    if (!concerns_the_write_only(answer->status)) return error_of(*answer);
    refusal_ = error_of(*answer).message;
    return Verdict::Refused;
}

Result<void> Sender::acknowledge(const PendingWrite& write, const Answer& answer,
                                 const std::vector<Package>& after) {
    const auto head = protocol::decode<StreamHead>(answer.body);
    if (!head) return head.error().under("the server's answer");
    if (head->installer != write.installer.text || head->hash != stream_hash(after))
        return Error{Code::BadData, "the server acknowledged another state of " +
                                        write.installer.text + " than the one it was sent"};
    auto transaction = parts_.state.begin();
    if (!transaction) return transaction.error();
    if (auto done = parts_.state.streams().put(*head, after); !done) return done;
    if (auto done = parts_.state.outbox().remove(write.installer); !done) return done;
    if (auto done = transaction->commit(); !done) return done;
    summary_.sent.push_back(sent_of(write, *head));
    return {};
}

/// Forgets what was thought to be acknowledged, so that the whole state is sent the next time.
Result<void> Sender::drop(const InstallerId& installer) {
    auto transaction = parts_.state.begin();
    if (!transaction) return transaction.error();
    if (auto done = parts_.state.outbox().remove(installer); !done) return done;
    if (auto done = parts_.state.streams().remove(installer); !done) return done;
    return transaction->commit();
}

Result<void> Sender::remove(const InstallerId& installer) {
    const auto heads = parts_.state.streams().heads();
    if (!heads) return heads.error();
    if (!head_of(*heads, installer)) return {};
    const auto removed = remove_stream(*link_.server, {link_.account.device_id, installer});
    if (!removed) return removed.error();
    summary_.removed.push_back(installer);
    return drop(installer);
}

} // namespace ferry::sync
