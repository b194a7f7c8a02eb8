// /v1/depot
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/depot_calls.hpp"

#include "core/sync/escaped.hpp"

namespace ferry::sync {
namespace {

constexpr std::chrono::minutes kLong{10}; // for a piece on a slow line, and the check at the end

} // namespace

Result<protocol::UploadState> begin_upload(Connection& server,
                                           const protocol::UploadRequest& request) {
    Call call{"POST", "/v1/depot/uploads", protocol::encode(request)};
    call.limit = kLong;
    call.idempotency_key = "content"; // it only asks, and reserves once
    return message_in<protocol::UploadState>(server.ask(call));
}

Result<protocol::UploadState> send_piece(Connection& server, const std::string& sha256,
                                         std::uint64_t offset, const std::string& bytes) {
    Call call{"PUT", "/v1/depot/uploads/" + escaped(sha256) + "?offset=" + std::to_string(offset),
              bytes};
    call.limit = kLong;
    return message_in<protocol::UploadState>(server.ask(call));
}

Result<protocol::DepotItem> add_depot_item(Connection& server, const protocol::DepotItem& item) {
    Call call{"POST", "/v1/depot/items", protocol::encode(item)};
    call.idempotency_key = "content"; // the same bytes are the same item
    return message_in<protocol::DepotItem>(server.ask(call));
}

Result<std::vector<protocol::DepotItem>> depot_items(Connection& server,
                                                     const std::string& software) {
    const auto query = software.empty() ? std::string() : "?software=" + escaped(software);
    return message_in<std::vector<protocol::DepotItem>>(
        server.ask({"GET", "/v1/depot/items" + query}));
}

Result<void> remove_depot_item(Connection& server, const std::string& id) {
    const auto answer = server.ask({"DELETE", "/v1/depot/items/" + escaped(id)});
    if (!answer) return answer.error();
    if (!answer->good()) return error_of(*answer);
    return {};
}

Result<std::string> depot_piece(Connection& server, const std::string& sha256, std::uint64_t offset,
                                std::size_t size) {
    Call call{"GET", "/v1/depot/blobs/" + escaped(sha256)};
    call.limit = kLong;
    call.range = "bytes=" + std::to_string(offset) + "-" + std::to_string(offset + size - 1);
    auto answer = server.ask(call);
    if (!answer) return answer.error();
    if (answer->status == 206) return std::move(answer->body);
    if (answer->good())
        return Error{Code::BadData, "the server's answer is not the part of the file that was "
                                    "asked for"};
    return error_of(*answer);
}

} // namespace ferry::sync
