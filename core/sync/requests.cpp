// The account's requests: what is read is checked, what is answered is remembered first.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/requests.hpp"

#include "core/base/text.hpp"
#include "core/sync/device_memory.hpp"
#include "core/sync/keyring.hpp"
#include "core/sync/link.hpp"
#include "core/sync/request_calls.hpp"
#include "core/sync/request_check.hpp"
#include "core/sync/waiting_requests.hpp"
#include "core/vault/hash.hpp"

#include <utility>

namespace ferry::sync {
namespace {

using protocol::ItemOutcome;
using protocol::RequestHeader;
using protocol::StoredRequest;

constexpr std::size_t kNonceBytes = 16;
constexpr std::size_t kMostDetail = 300; // bytes of an outcome's words

Error refused(const Request& request) {
    return {Code::Denied, "request " + request.id.substr(0, 12) + " is refused: " + request.fault +
                              "; nothing was run"};
}

} // namespace

const char* to_text(RequestState state) {
    switch (state) {
    case RequestState::Expired:
        return "expired";
    case RequestState::Answered:
        return "answered";
    case RequestState::Withdrawn:
        return "withdrawn";
    case RequestState::Open:
        break;
    }
    return "open";
}

struct RequestStore::Inside {
    const Parts& parts;
    Link link;
    Keyring keyring;
    std::vector<protocol::DeviceInfo> devices;

    RequestJudge judge() const { return {keyring, link.account, devices, parts.clock.now()}; }
    std::string device_name(const std::string& id) const {
        for (const auto& info : devices)
            if (info.id == id) return info.device.name;
        return id;
    }
    RequestState state_of(const StoredRequest& stored, const RequestHeader& header) const {
        if (stored.state == "answered") return RequestState::Answered;
        if (stored.state == "withdrawn") return RequestState::Withdrawn;
        return header.expires <= parts.clock.now() ? RequestState::Expired : RequestState::Open;
    }

    /// With what can be said about it on any device of the account.
    Request checked(const StoredRequest& stored) const {
        Request request;
        request.id = stored.id;
        auto header = protocol::decode<RequestHeader>(stored.request.header);
        if (!header) {
            request.fault = "it cannot be read: " + header.error().message;
            return request;
        }
        request.header = std::move(*header);
        request.from = device_name(request.header.from);
        request.to = device_name(request.header.to);
        request.state = state_of(stored, request.header);
        request.fault = fault_of_author(judge(), stored, request.header);
        if (request.fault.empty()) request.fault = fault_of_content(request.header);
        if (request.state == RequestState::Answered) add_answer(request, stored);
        return request;
    }
    void add_answer(Request& request, const StoredRequest& stored) const {
        request.bad_answer = fault_of_result(judge(), stored, request.header);
        if (!request.bad_answer.empty()) return;
        if (auto result = protocol::decode<protocol::ResultHeader>(stored.result.header))
            request.outcomes = std::move(result->outcomes);
    }

    /// Of one that this device is to answer: what only it can know. False: it was answered.
    Result<bool> is_to_be_answered(const StoredRequest& stored, Request& request) {
        const auto known = parts.state.requests().find(request.id);
        if (!known) return known.error();
        if (*known && !(*known)->result.empty()) return false;
        // It was believed then; its time may be over by now, or its key replaced.
        request.cut_off = *known && has_its_own_content(stored);
        if (request.cut_off) return true;
        if (request.fault.empty()) request.fault = fault_of_address(judge(), request.header);
        const auto replayed = parts.state.requests().knows_nonce(request.header.nonce);
        if (!replayed) return replayed.error();
        if (request.fault.empty() && *replayed) request.fault = "it was answered here before";
        return true;
    }

    Result<void> send(const std::string& id, const protocol::SignedHeader& result) {
        const auto stored = add_result(*link.server, id, result);
        // Another result, or no such request: nobody can be told any more.
        const bool over = !stored && (stored.error().code == Code::Conflict ||
                                      stored.error().code == Code::NotFound ||
                                      stored.error().code == Code::BadData);
        if (!stored && !over) return stored.error();
        return parts.state.requests().mark_sent(id);
    }
    /// Answers that the server does not have: lost on their way, or with an older backup.
    Result<void> send_again(const std::vector<StoredRequest>& all) {
        auto unsent = parts.state.requests().unsent();
        if (!unsent) return unsent.error();
        for (const auto& stored : all) {
            if (stored.state != "open") continue;
            auto known = parts.state.requests().find(stored.id);
            if (!known) return known.error();
            if (*known && (*known)->sent && !(*known)->result.empty())
                unsent->push_back(std::move(**known));
        }
        for (const auto& row : *unsent)
            if (auto done = send(row.id, {row.result, row.signature}); !done) return done;
        return {};
    }
};

RequestStore::RequestStore(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
RequestStore::RequestStore(RequestStore&&) noexcept = default;
RequestStore::~RequestStore() = default;

Result<RequestStore> RequestStore::open(const Parts& parts) {
    auto link = make_link(parts);
    if (!link) return link.error();
    auto keyring = Keyring::open(parts, *link);
    if (!keyring) return keyring.error();
    if (const auto fresh = refresh_device_memory(parts, *link); !fresh) return fresh.error();
    auto devices = parts.state.devices().list();
    if (!devices) return devices.error();
    return RequestStore(std::make_unique<Inside>(
        Inside{parts, std::move(*link), std::move(*keyring), std::move(*devices)}));
}

Result<protocol::DeviceInfo> RequestStore::addressee(const std::string& name_or_id) {
    auto info = inside_->parts.state.devices().find(name_or_id);
    if (!info) return info.error();
    const auto& name = info->device.name;
    if (info->id == inside_->link.account.device_id)
        return Error{Code::BadData, name + " is this device; use ferry install"};
    if (info->imported)
        return Error{Code::BadData,
                     name + " is known from a file only, so nobody there can answer; run ferry "
                            "login there first"};
    if (info->revoked != 0)
        return Error{Code::BadData, name + " was revoked and has no access to this account"};
    return info;
}

Result<std::string> RequestStore::send(const std::string& device,
                                       const std::vector<protocol::RequestItem>& items,
                                       std::chrono::milliseconds lifetime) {
    auto& in = *inside_;
    RequestHeader header;
    header.account_id = in.link.account.account_id;
    header.to = device;
    header.from = in.link.account.device_id;
    header.nonce = vault::random_bytes(kNonceBytes);
    header.created = in.parts.clock.now();
    header.expires = header.created + lifetime.count();
    header.key_version = in.keyring.key_version();
    header.action = "install";
    header.items = items;
    protocol::SignedHeader request{protocol::encode(header), {}};
    if (items.empty() || items.size() > protocol::kMostRequestItems ||
        request.header.size() > protocol::kMostRequestHeader)
        return Error{Code::BadData, "a request takes 1 to " +
                                        std::to_string(protocol::kMostRequestItems) +
                                        " names; send several"};
    if (const auto fault = fault_of_content(header); !fault.empty())
        return Error{Code::BadData, "the request is not sent: " + fault};
    request.signature = in.keyring.sign(kRequestDomain, request.header);
    const auto id = hex(vault::hash(request.header));
    const auto stored = add_request(*in.link.server, request);
    if (!stored) return stored.error();
    if (stored->id != id)
        return Error{Code::Denied, "the server says that it stored another request"};
    return id;
}

Result<std::vector<Request>> RequestStore::list() {
    const auto all = stored_requests(*inside_->link.server, {});
    if (!all) return all.error();
    const auto kept = remember_waiting(inside_->parts, inside_->link, *all);
    if (!kept) return kept.error();
    std::vector<Request> requests;
    for (const auto& stored : *all)
        requests.push_back(inside_->checked(stored));
    return requests;
}

Result<std::vector<Request>> RequestStore::waiting() {
    auto& in = *inside_;
    const auto all = stored_requests(*in.link.server, in.link.account.device_id);
    if (!all) return all.error();
    if (const auto sent = in.send_again(*all); !sent) return sent.error();
    if (const auto kept = remember_waiting(in.parts, in.link, *all); !kept) return kept.error();
    std::vector<Request> waiting;
    for (const auto& stored : *all) {
        if (stored.state != "open") continue;
        auto request = in.checked(stored);
        const auto open = in.is_to_be_answered(stored, request);
        if (!open) return open.error();
        if (*open) waiting.push_back(std::move(request));
    }
    return waiting;
}

Result<void> RequestStore::withdraw(const std::string& id) {
    return withdraw_request(*inside_->link.server, id);
}

Result<Beginning> RequestStore::begin(const Request& request,
                                      const std::vector<ItemOutcome>& draft) {
    auto& in = *inside_;
    const auto known = in.parts.state.requests().find(request.id);
    if (!known) return known.error();
    const bool over = !request.fault.empty();
    if (over && !(*known && request.cut_off)) return refused(request);
    if (*known && !(*known)->result.empty())
        return Error{Code::Denied, "request " + request.id.substr(0, 12) +
                                       " was answered here before; nothing was run"};
    if (*known) return over ? Beginning::Over : Beginning::CutOff;
    if (request.header.expires <= in.parts.clock.now()) // while a person thought about it
        return Error{Code::Denied, "request " + request.id.substr(0, 12) + " has expired"};
    const protocol::ResultHeader plan{in.link.account.account_id, request.id,
                                      in.link.account.device_id, in.parts.clock.now(), draft};
    const auto begun = in.parts.state.requests().begin(
        {request.id, request.header.nonce, plan.time, protocol::encode(plan)});
    if (!begun) return begun.error();
    return Beginning::New;
}

Result<std::vector<ItemOutcome>> RequestStore::draft(const std::string& id) {
    const auto known = inside_->parts.state.requests().find(id);
    if (!known) return known.error();
    if (!*known) return Error{Code::NotFound, "request " + id + " was not begun here"};
    auto plan = protocol::decode<protocol::ResultHeader>((*known)->draft);
    if (!plan) return plan.error().under("what was begun of request " + id);
    return std::move(plan->outcomes);
}

Result<void> RequestStore::answer(const Request& request,
                                  const std::vector<ItemOutcome>& outcomes) {
    auto& in = *inside_;
    protocol::ResultHeader result{in.link.account.account_id, request.id, in.link.account.device_id,
                                  in.parts.clock.now(), outcomes};
    for (auto& one : result.outcomes)
        one.detail = printable(one.detail).substr(0, kMostDetail);
    const auto text = protocol::encode(result);
    const auto signature = in.keyring.sign(kResultDomain, text);
    const auto kept = in.parts.state.requests().finish(request.id, text, signature);
    if (!kept) return kept.error();
    return in.send(request.id, {text, signature});
}

} // namespace ferry::sync
