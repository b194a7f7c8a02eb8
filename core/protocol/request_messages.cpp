// Requests between devices, and their results.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/protocol/fields.hpp"
#include "core/protocol/requests.hpp"

#include <nlohmann/json.hpp>

namespace ferry::protocol {
namespace {

using nlohmann::json;

constexpr std::size_t kNonceBytes = 16;
constexpr std::size_t kSignatureBytes = 64;
constexpr std::size_t kMostStored = 10'000;

json item_to_json(const RequestItem& item) {
    json row = json::object();
    if (!item.software.empty()) row["software"] = item.software;
    if (!item.installer.empty()) row["installer"] = item.installer;
    if (!item.id.empty()) row["id"] = item.id;
    return row;
}

RequestItem item_from(Fields& fields) {
    RequestItem item{fields.optional_text("software", 256), fields.optional_text("installer", 64),
                     fields.optional_text("id")};
    if (item.installer.empty() != item.id.empty())
        fields.note("\"installer\" and \"id\" belong together");
    if (item.software.empty() && item.id.empty()) fields.note("names nothing");
    return item;
}

/// A list of 1 to kMostRequestItems; each is read by `read`, Fields& to T.
template <typename T, typename Read>
std::vector<T> rows(Fields& outer, const char* key, Read read) {
    std::vector<T> all;
    for (const auto& row : outer.list(key, kMostRequestItems)) {
        Fields fields(row);
        all.push_back(read(fields));
        outer.take_fault(key, fields);
    }
    if (all.empty()) outer.note("\"" + std::string(key) + "\" is empty");
    return all;
}

std::int64_t required_time(Fields& fields, const char* key) {
    if (!fields.has(key)) fields.note("\"" + std::string(key) + "\" is missing");
    return fields.time(key);
}

RequestHeader request_from(Fields& fields) {
    RequestHeader header;
    header.account_id = fields.text("account_id", 64);
    header.to = fields.text("to", 64);
    header.from = fields.text("from", 64);
    header.nonce = fields.bytes("nonce", kNonceBytes);
    header.created = required_time(fields, "created");
    header.expires = required_time(fields, "expires");
    header.key_version = fields.number32("key_version", 1);
    header.action = fields.text("action", 32);
    header.items = rows<RequestItem>(fields, "items", item_from);
    if (header.nonce.size() != kNonceBytes) fields.note("\"nonce\" is not of 16 bytes");
    return header;
}

json stored_to_json(const StoredRequest& stored) {
    json row = {{"id", stored.id},
                {"state", stored.state},
                {"received", stored.received},
                {"header", base64(stored.request.header)},
                {"signature", base64(stored.request.signature)}};
    if (stored.state != "answered") return row;
    row["result"] = base64(stored.result.header);
    row["result_signature"] = base64(stored.result.signature);
    row["answered"] = stored.answered;
    return row;
}

StoredRequest stored_from(Fields& fields) {
    StoredRequest stored;
    stored.id = fields.text("id", 64);
    stored.state = fields.text("state", 16);
    stored.received = fields.time("received");
    stored.request.header = fields.bytes("header", kMostRequestHeader);
    stored.request.signature = fields.bytes("signature", kSignatureBytes);
    stored.result.header = fields.optional_bytes("result", kMostResultHeader);
    stored.result.signature = fields.optional_bytes("result_signature", kSignatureBytes);
    stored.answered = fields.time("answered");
    return stored;
}

} // namespace

std::string encode(const RequestHeader& header) {
    auto items = json::array();
    for (const auto& item : header.items)
        items.push_back(item_to_json(item));
    return dump_json({{"account_id", header.account_id},
                      {"to", header.to},
                      {"from", header.from},
                      {"nonce", base64(header.nonce)},
                      {"created", header.created},
                      {"expires", header.expires},
                      {"key_version", header.key_version},
                      {"action", header.action},
                      {"items", items}});
}

template <>
Result<RequestHeader> decode<RequestHeader>(std::string_view text) {
    return read_message<RequestHeader>(text, request_from);
}

std::string encode(const ResultHeader& header) {
    auto outcomes = json::array();
    for (const auto& one : header.outcomes)
        outcomes.push_back(
            {{"software", one.software}, {"outcome", one.outcome}, {"detail", one.detail}});
    return dump_json({{"account_id", header.account_id},
                      {"request", header.request},
                      {"device", header.device},
                      {"time", header.time},
                      {"outcomes", outcomes}});
}

template <>
Result<ResultHeader> decode<ResultHeader>(std::string_view text) {
    return read_message<ResultHeader>(text, [](Fields& outer) {
        ResultHeader header;
        header.account_id = outer.text("account_id", 64);
        header.request = outer.text("request", 64);
        header.device = outer.text("device", 64);
        header.time = outer.time("time");
        header.outcomes = rows<ItemOutcome>(outer, "outcomes", [](Fields& fields) {
            return ItemOutcome{fields.text("software", 2048), fields.text("outcome", 32),
                               fields.optional_text("detail")};
        });
        return header;
    });
}

std::string encode(const SignedHeader& one) {
    return dump_json({{"header", base64(one.header)}, {"signature", base64(one.signature)}});
}

template <>
Result<SignedHeader> decode<SignedHeader>(std::string_view text) {
    return read_message<SignedHeader>(text, [](Fields& fields) {
        SignedHeader one{fields.bytes("header", kMostResultHeader),
                         fields.bytes("signature", kSignatureBytes)};
        if (one.signature.size() != kSignatureBytes)
            fields.note("\"signature\" is not of 64 bytes");
        return one;
    });
}

std::string encode(const StoredRequest& stored) {
    return dump_json(stored_to_json(stored));
}

template <>
Result<StoredRequest> decode<StoredRequest>(std::string_view text) {
    return read_message<StoredRequest>(text, stored_from);
}

std::string encode(const std::vector<StoredRequest>& all) {
    auto items = json::array();
    for (const auto& stored : all)
        items.push_back(stored_to_json(stored));
    return dump_json({{"items", items}});
}

template <>
Result<std::vector<StoredRequest>> decode<std::vector<StoredRequest>>(std::string_view text) {
    return read_items<StoredRequest>(text, kMostStored, stored_from);
}

} // namespace ferry::protocol
