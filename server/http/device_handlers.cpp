// /v1/devices
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "server/http/api.hpp"

#include <nlohmann/json.hpp>

namespace ferry::server {
namespace {

/// Checks the fields that are there as those of a whole device are checked.
Served<DeviceEdit> edit_in(const Request& request) {
    const auto text = body_text(request, kControlBody);
    if (const auto* refused = std::get_if<Refusal>(&text)) return *refused;
    auto json = parse_json(std::get<std::string>(text));
    if (!json) return Refusal{400, "bad-request", "the body: " + json.error().message};
    if (!json->is_object()) return Refusal{400, "bad-request", "the body: is no JSON object"};
    auto whole = *json;
    whole.emplace("name", "any");
    whole.emplace("os", "any");
    const auto device = protocol::decode<Device>(dump_json(whole));
    if (!device) return Refusal{400, "bad-request", "the body: " + device.error().message};
    DeviceEdit edit;
    const auto take = [&](const char* key, const std::string& value, auto& to) {
        if (json->contains(key)) to = value;
    };
    take("name", device->name, edit.name);
    take("os", device->os, edit.os);
    take("os_version", device->os_version, edit.os_version);
    take("distribution", device->distribution, edit.distribution);
    take("arch", device->arch, edit.arch);
    return edit;
}

} // namespace

void Api::add_device_routes() {
    router_.add({"GET", "/v1/devices", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     return answer(request, 200, devices_.list(caller));
                 }});
    router_.add({"POST", "/v1/devices", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     const auto device = body_message<Device>(request, kControlBody);
                     if (const auto* bad = std::get_if<Refusal>(&device))
                         return problem_response(*bad);
                     return answer(request, 201, devices_.import(caller, std::get<Device>(device)));
                 }});
    router_.add({"GET", "/v1/devices/{id}", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     return answer(request, 200, devices_.show(caller, path[0]));
                 }});
    router_.add({"PATCH", "/v1/devices/{id}", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     const auto edit = edit_in(request);
                     if (const auto* bad = std::get_if<Refusal>(&edit))
                         return problem_response(*bad);
                     return answer(request, 200,
                                   devices_.edit(caller, path[0], std::get<DeviceEdit>(edit)));
                 }});
    router_.add({"DELETE", "/v1/devices/{id}", false,
                 [this](const Request&, const Captures& path, const Caller& caller) {
                     return answer_nothing(devices_.revoke(caller, path[0]));
                 }});
}

} // namespace ferry::server
