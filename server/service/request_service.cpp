// The server checks what it can see: who sends, to whom, and the limits.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/request_service.hpp"

#include "core/base/text.hpp"
#include "core/vault/hash.hpp"

#include <utility>

namespace ferry::server {
namespace {

using protocol::SignedHeader;
using protocol::StoredRequest;

constexpr std::size_t kPage = 1000;

Refusal bad(const std::string& what) {
    return {422, "bad-request-header", "the request " + what};
}

/// What can be said of a request without the account's keys and tables.
Served<RequestRow> checked(const Caller& caller, const SignedHeader& sent, UnixMillis now) {
    if (sent.header.size() > protocol::kMostRequestHeader) return bad("is too large");
    const auto header = protocol::decode<protocol::RequestHeader>(sent.header);
    if (!header) return Refusal{400, "bad-request", "the header: " + header.error().message};
    if (header->account_id != caller.account) return bad("names another account");
    if (header->from != caller.device) return bad("names another device as its author");
    if (header->expires <= now) return bad("has expired; send it anew");
    if (header->expires - header->created > protocol::kLongestRequest)
        return bad("is valid for more than 30 days");
    return RequestRow{caller.account, header->from, header->to, header->expires,
                      StoredRequest{hex(vault::hash(sent.header)), "open", now, sent}};
}

/// Nothing: that device of the account can be asked.
Served<Nothing> addressee(Tables& tables, const RequestRow& row) {
    const auto device = tables.devices().find(row.account, row.device);
    if (!device) return refusal_of(device.error());
    if (!*device) return not_found("device \"" + row.device + "\"");
    const auto& name = (*device)->device.name;
    if ((*device)->imported)
        return Refusal{422, "imported-device", name + " is known from a file only; nobody answers"};
    if ((*device)->revoked != 0)
        return Refusal{422, "revoked-device", name + " has no access to this account any more"};
    return Nothing{};
}

Served<RequestRow> find(Tables& tables, const Caller& caller, const std::string& id) {
    auto row = tables.requests().find(caller.account, id);
    if (!row) return refusal_of(row.error());
    if (!*row) return not_found("request " + id);
    return std::move(**row);
}

/// Writes it, and tells the account.
Served<StoredRequest> updated(Tables& tables, const RequestRow& row) {
    if (const auto done = tables.requests().update(row); !done) return refusal_of(done.error());
    const auto noted = tables.changes().add(row.account, {0, "request", row.device, ""});
    if (!noted) return refusal_of(noted.error());
    return row.stored;
}

Served<StoredRequest> answered(Tables& tables, RequestRow row, const Caller& caller,
                               const SignedHeader& sent, UnixMillis now) {
    if (row.device != caller.device)
        return Refusal{403, "not-your-device", "only the device that was asked can answer"};
    const auto result = protocol::decode<protocol::ResultHeader>(sent.header);
    if (!result) return Refusal{400, "bad-request", "the header: " + result.error().message};
    if (result->account_id != row.account || result->request != row.stored.id ||
        result->device != row.device)
        return Refusal{422, "bad-result", "the result is of another request or device"};
    if (row.stored.state == "answered" && row.stored.result == sent) return row.stored;
    if (row.stored.state == "answered")
        return Refusal{409, "answered", "this request was answered already"};
    // Also one that was withdrawn: what happened there has happened.
    row.stored.state = "answered";
    row.stored.result = sent;
    row.stored.answered = now;
    return updated(tables, row);
}

} // namespace

Served<StoredRequest> RequestService::store(Tables& tables, const RequestRow& row) {
    const auto known = tables.requests().find(row.account, row.stored.id);
    if (!known) return refusal_of(known.error());
    if (*known) return (*known)->stored;
    const auto there = addressee(tables, row);
    if (const auto* refused = std::get_if<Refusal>(&there)) return *refused;
    const auto open = tables.requests().open(row.account, clock_.now());
    if (!open) return refusal_of(open.error());
    if (*open >= kMostOpenRequests)
        return Refusal{413, "too-many-requests",
                       "this account has " + std::to_string(*open) +
                           " open requests; withdraw some, or answer them"};
    if (const auto added = tables.requests().add(row); !added) return refusal_of(added.error());
    const auto noted = tables.changes().add(row.account, {0, "request", row.device, ""});
    if (!noted) return refusal_of(noted.error());
    return row.stored;
}

Served<StoredRequest> RequestService::add(const Caller& caller, const SignedHeader& sent) {
    const auto row = checked(caller, sent, clock_.now());
    if (const auto* refused = std::get_if<Refusal>(&row)) return *refused;
    auto answer = in_transaction<StoredRequest>(store_, Access::Write, [&](Tables& tables) {
        return store(tables, std::get<RequestRow>(row));
    });
    signal_.raise(caller.account);
    return answer;
}

Served<std::vector<StoredRequest>> RequestService::list(const Caller& caller,
                                                        const std::string& device) {
    using List = std::vector<StoredRequest>;
    return in_transaction<List>(store_, Access::Read, [&](Tables& tables) -> Served<List> {
        if (!device.empty()) {
            const auto known = tables.devices().find(caller.account, device);
            if (!known) return refusal_of(known.error());
            if (!*known) return not_found("device \"" + device + "\"");
        }
        auto rows = tables.requests().list(caller.account, device, kPage);
        if (!rows) return refusal_of(rows.error());
        return std::move(*rows);
    });
}

Served<StoredRequest> RequestService::show(const Caller& caller, const std::string& id) {
    return in_transaction<StoredRequest>(store_, Access::Read,
                                         [&](Tables& tables) -> Served<StoredRequest> {
                                             auto row = find(tables, caller, id);
                                             if (const auto* refused = std::get_if<Refusal>(&row))
                                                 return *refused;
                                             return std::move(std::get<RequestRow>(row).stored);
                                         });
}

Served<StoredRequest> RequestService::answer(const Caller& caller, const std::string& id,
                                             const SignedHeader& sent) {
    auto answer = in_transaction<StoredRequest>(
        store_, Access::Write, [&](Tables& tables) -> Served<StoredRequest> {
            auto row = find(tables, caller, id);
            if (const auto* refused = std::get_if<Refusal>(&row)) return *refused;
            return answered(tables, std::move(std::get<RequestRow>(row)), caller, sent,
                            clock_.now());
        });
    signal_.raise(caller.account);
    return answer;
}

Served<Nothing> RequestService::withdraw(const Caller& caller, const std::string& id) {
    auto answer =
        in_transaction<Nothing>(store_, Access::Write, [&](Tables& tables) -> Served<Nothing> {
            auto found = find(tables, caller, id);
            if (const auto* refused = std::get_if<Refusal>(&found)) return *refused;
            auto& row = std::get<RequestRow>(found);
            if (row.author != caller.device && row.device != caller.device)
                return Refusal{403, "not-your-device",
                               "only the device that asked, or the one that was asked, can "
                               "withdraw this request"};
            if (row.stored.state == "withdrawn") return Nothing{};
            if (row.stored.state == "answered")
                return Refusal{409, "answered", "this request was answered already"};
            row.stored.state = "withdrawn";
            const auto done = updated(tables, row);
            if (const auto* refused = std::get_if<Refusal>(&done)) return *refused;
            return Nothing{};
        });
    signal_.raise(caller.account);
    return answer;
}

Result<void> RequestService::forget_old() {
    return store_.write([&](Tables& tables) {
        return tables.requests().forget_expired_before(clock_.now() - kRequestsKept);
    });
}

} // namespace ferry::server
