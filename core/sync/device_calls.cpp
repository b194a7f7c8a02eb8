// /v1/devices
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/sync/calls.hpp"
#include "core/sync/escaped.hpp"

#include <nlohmann/json.hpp>

namespace ferry::sync {
namespace {

Result<protocol::DeviceInfo> patched(Connection& server, const std::string& id,
                                     const nlohmann::json& fields) {
    return message_in<protocol::DeviceInfo>(
        server.ask({"PATCH", "/v1/devices/" + escaped(id), dump_json(fields)}));
}

} // namespace

Result<std::vector<protocol::DeviceInfo>> devices(Connection& server) {
    return message_in<std::vector<protocol::DeviceInfo>>(server.ask({"GET", "/v1/devices"}));
}

Result<protocol::DeviceInfo> add_imported_device(Connection& server, const Device& device) {
    return message_in<protocol::DeviceInfo>(
        server.ask({"POST", "/v1/devices", protocol::encode(device)}));
}

Result<protocol::DeviceInfo> rename_device(Connection& server, const std::string& id,
                                           const std::string& name) {
    return patched(server, id, {{"name", name}});
}

Result<protocol::DeviceInfo> update_device(Connection& server, const std::string& id,
                                           const Device& device) {
    return patched(server, id,
                   {{"os", device.os},
                    {"os_version", device.os_version},
                    {"distribution", device.distribution},
                    {"arch", device.arch}});
}

Result<void> revoke_device(Connection& server, const std::string& id) {
    const auto answer = server.ask({"DELETE", "/v1/devices/" + escaped(id)});
    if (!answer) return answer.error();
    if (!answer->good()) return error_of(*answer);
    return {};
}

} // namespace ferry::sync
