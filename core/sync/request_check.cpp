// One check after the other, each with its own words.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/request_check.hpp"

#include "core/base/text.hpp"
#include "core/model/grammar.hpp"
#include "core/vault/hash.hpp"

#include <algorithm>

namespace ferry::sync {
namespace {

using protocol::RequestHeader;
using protocol::RequestItem;
using protocol::StoredRequest;

/// Empty: the item is written as software and packages are.
std::string fault_of_item(const RequestItem& item) {
    if (!item.software.empty() && !valid_software_id(item.software))
        return "\"" + printable(item.software).substr(0, 80) + "\" is no software id";
    if (item.installer.empty()) return {};
    if (!valid_installer_id(item.installer))
        return "\"" + printable(item.installer) + "\" is no installer";
    const InstallerId installer{item.installer};
    if (valid_native_id(installer, item.id)) return {};
    return "\"" + printable(item.id).substr(0, 80) + "\" is no id that " + item.installer +
           " can have; it has to be " + std::string(native_id_rule(installer));
}

bool is_revoked(const RequestJudge& judge, const std::string& device) {
    return std::any_of(judge.devices.begin(), judge.devices.end(),
                       [&](const auto& info) { return info.id == device && info.revoked != 0; });
}

} // namespace

bool has_its_own_content(const StoredRequest& stored) {
    return hex(vault::hash(stored.request.header)) == stored.id;
}

std::string fault_of_author(const RequestJudge& judge, const StoredRequest& stored,
                            const RequestHeader& header) {
    if (stored.request.signature.empty()) return "it is not signed";
    if (!has_its_own_content(stored)) return "it was altered: its content is not the one of its id";
    if (header.account_id != judge.account.account_id) return "it belongs to another account";
    if (is_revoked(judge, header.from)) return "the device that asks was revoked";
    if (!judge.keyring.vouches_for(header.from))
        return "it is by " + printable(header.from) +
               ", which is no device that this account vouches for";
    if (header.key_version != judge.keyring.key_version())
        return "it was signed under version " + std::to_string(header.key_version) +
               " of the account's key, and now is version " +
               std::to_string(judge.keyring.key_version()) + "; ask again";
    if (!judge.keyring.is_by(header.from, kRequestDomain, stored.request.header,
                             stored.request.signature))
        return "it was altered, or is not by the device it names";
    return {};
}

std::string fault_of_content(const RequestHeader& header) {
    if (header.action != "install")
        return "it asks for \"" + printable(header.action) + "\", which this ferry does not know";
    if (header.expires - header.created > protocol::kLongestRequest)
        return "it is valid for more than 30 days";
    for (const auto& item : header.items)
        if (const auto fault = fault_of_item(item); !fault.empty()) return fault;
    return {};
}

std::string fault_of_address(const RequestJudge& judge, const RequestHeader& header) {
    if (header.to != judge.account.device_id) return "it is for another device";
    if (header.expires <= judge.now) return "it expired on " + iso8601(header.expires);
    if (header.created > judge.now + kClocksDiffer)
        return "it was made on " + iso8601(header.created) +
               ", which is still to come; see to the clocks of both devices";
    return {};
}

std::string fault_of_result(const RequestJudge& judge, const StoredRequest& stored,
                            const RequestHeader& header) {
    const auto result = protocol::decode<protocol::ResultHeader>(stored.result.header);
    if (!result) return "the answer cannot be read: " + result.error().message;
    if (result->account_id != judge.account.account_id || result->request != stored.id ||
        result->device != header.to)
        return "the answer is of another request or device";
    if (!judge.keyring.is_by(header.to, kResultDomain, stored.result.header,
                             stored.result.signature))
        return "the answer was altered, or is not by the device that was asked";
    return {};
}

} // namespace ferry::sync
