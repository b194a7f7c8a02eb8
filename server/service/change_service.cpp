// Changes of an account after a sequence number.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/change_service.hpp"

#include "core/base/text.hpp"
#include "core/protocol/canonical.hpp"
#include "core/vault/hash.hpp"

#include <utility>

namespace ferry::server {
namespace {

constexpr std::size_t kPage = 500;

Refusal unknown_sequence(std::uint64_t sequence) {
    return {410, "unknown-sequence",
            "the server does not know sequence " + std::to_string(sequence) +
                " (it was restored from a backup); start again from 0"};
}

} // namespace

Served<std::optional<protocol::Changes>> ChangeService::after(const Caller& caller,
                                                              const ChangesQuestion& question) {
    using Answer = std::optional<protocol::Changes>;
    return in_transaction<Answer>(store_, Access::Read, [&](Tables& tables) -> Served<Answer> {
        const auto last = tables.changes().last(caller.account);
        if (!last) return refusal_of(last.error());
        if (question.since > *last) return unknown_sequence(question.since);
        const auto heads = tables.streams().heads(caller.device);
        if (!heads) return refusal_of(heads.error());
        protocol::Changes changes;
        changes.device_state =
            heads->empty() ? "" : hex(vault::hash(protocol::canonical_device_state(*heads)));
        if (question.since == *last && changes.device_state == question.state) return Answer{};
        auto found = tables.changes().after(caller.account, question.since, kPage);
        if (!found) return refusal_of(found.error());
        // A restored server's log begins behind a gap: what stood there is not known any more.
        const bool gap = !found->empty() && found->front().sequence != question.since + 1;
        if (gap && question.since != 0) return unknown_sequence(question.since);
        changes.more = found->size() == kPage;
        changes.next = found->empty() ? *last : found->back().sequence;
        changes.changes = std::move(*found);
        return Answer{std::move(changes)};
    });
}

} // namespace ferry::server
