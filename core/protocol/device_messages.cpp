// Devices, and who has a given software.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/protocol/fields.hpp"
#include "core/protocol/messages.hpp"

#include <nlohmann/json.hpp>

namespace ferry::protocol {
namespace {

using nlohmann::json;

constexpr std::size_t kMostDevices = 10'000;

json info_to_json(const DeviceInfo& info) {
    auto object = device_to_json(info.device);
    object["id"] = info.id;
    object["imported"] = info.imported;
    object["created"] = info.created;
    object["last_seen"] = info.last_seen;
    object["revoked"] = info.revoked;
    object["packages"] = info.packages;
    return object;
}

DeviceInfo info_from(Fields& fields) {
    DeviceInfo info;
    info.id = fields.text("id", 64);
    info.device = device_from(fields);
    info.imported = fields.flag("imported");
    info.created = fields.time("created");
    info.last_seen = fields.time("last_seen");
    info.revoked = fields.time("revoked");
    info.packages = fields.number("packages");
    return info;
}

} // namespace

std::string encode(const Device& device) {
    return dump_json(device_to_json(device));
}

template <>
Result<Device> decode<Device>(std::string_view text) {
    return read_message<Device>(text, device_from);
}

std::string encode(const DeviceInfo& info) {
    return dump_json(info_to_json(info));
}

template <>
Result<DeviceInfo> decode<DeviceInfo>(std::string_view text) {
    return read_message<DeviceInfo>(text, info_from);
}

std::string encode(const std::vector<DeviceInfo>& devices) {
    auto list = json::array();
    for (const auto& info : devices)
        list.push_back(info_to_json(info));
    return dump_json({{"devices", list}});
}

template <>
Result<std::vector<DeviceInfo>> decode<std::vector<DeviceInfo>>(std::string_view text) {
    return read_message<std::vector<DeviceInfo>>(text, [](Fields& outer) {
        std::vector<DeviceInfo> devices;
        for (const auto& item : outer.list("devices", kMostDevices)) {
            Fields fields(item);
            devices.push_back(info_from(fields));
            outer.take_fault("devices", fields);
        }
        return devices;
    });
}

std::string encode(const std::vector<Holder>& holders) {
    auto list = json::array();
    for (const auto& holder : holders)
        list.push_back({{"device_id", holder.device_id},
                        {"device_name", holder.device_name},
                        {"installer", holder.installer},
                        {"id", holder.id},
                        {"version", holder.version}});
    return dump_json({{"holders", list}});
}

template <>
Result<std::vector<Holder>> decode<std::vector<Holder>>(std::string_view text) {
    return read_message<std::vector<Holder>>(text, [](Fields& outer) {
        std::vector<Holder> holders;
        for (const auto& item : outer.list("holders", kMostDevices)) {
            Fields fields(item);
            holders.push_back({fields.text("device_id", 64), fields.text("device_name", 64),
                               fields.text("installer", 64), fields.text("id"),
                               fields.optional_text("version")});
            outer.take_fault("holders", fields);
        }
        return holders;
    });
}

} // namespace ferry::protocol
