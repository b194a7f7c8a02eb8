// Fields, devices and packages: what several messages share.
// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/fields.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace ferry::protocol {

using nlohmann::json;

Fields::Fields(const json& object) : object_(object) {
    if (!object.is_object()) note("is no JSON object");
}

Result<void> read_object(std::string_view text, const std::function<void(Fields&)>& read) {
    const auto parsed = parse_json(text);
    if (!parsed) return parsed.error();
    Fields fields(*parsed);
    if (parsed->is_object()) read(fields);
    if (fields.fault()) return *fields.fault();
    return {};
}

Result<void> read_each(std::string_view text, std::size_t limit,
                       const std::function<void(Fields&)>& read) {
    return read_object(text, [&](Fields& outer) {
        for (const auto& item : outer.list("items", limit)) {
            Fields fields(item);
            read(fields);
            outer.take_fault("items", fields);
        }
    });
}

void Fields::note(const std::string& fault) {
    if (!fault_) fault_ = Error{Code::BadData, fault};
}

void Fields::take_fault(const char* key, const Fields& inner) {
    if (inner.fault_) note("\"" + std::string(key) + "\": " + inner.fault_->message);
}

const json* Fields::find(const char* key) const {
    if (!object_.is_object()) return nullptr;
    const auto found = object_.find(key);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
}

std::string Fields::text(const char* key, std::size_t limit) {
    if (find(key) == nullptr) note("\"" + std::string(key) + "\" is missing");
    return optional_text(key, limit);
}

std::string Fields::optional_text(const char* key, std::size_t limit) {
    const auto* found = find(key);
    if (found == nullptr) return {};
    const auto* value = found->get_ptr<const std::string*>();
    if (value == nullptr)
        note("\"" + std::string(key) + "\" is not a string");
    else if (value->size() > limit)
        note("\"" + std::string(key) + "\" is longer than " + std::to_string(limit) + " bytes");
    else
        return *value;
    return {};
}

std::string Fields::bytes(const char* key, std::size_t limit) {
    if (find(key) == nullptr) note("\"" + std::string(key) + "\" is missing");
    return optional_bytes(key, limit);
}

std::string Fields::optional_bytes(const char* key, std::size_t limit) {
    std::string bytes;
    if (!from_base64(optional_text(key, limit * 2), bytes) || bytes.size() > limit)
        note("\"" + std::string(key) + "\" is no base64 of at most " + std::to_string(limit) +
             " bytes");
    return bytes;
}

std::uint64_t Fields::number(const char* key, std::uint64_t otherwise) {
    const auto* found = find(key);
    if (found == nullptr) return otherwise;
    if (found->is_number_unsigned()) return found->get<std::uint64_t>();
    note("\"" + std::string(key) + "\" is not a whole number from 0");
    return otherwise;
}

std::uint32_t Fields::number32(const char* key, std::uint32_t otherwise) {
    const auto value = number(key, otherwise);
    if (value <= std::numeric_limits<std::uint32_t>::max())
        return static_cast<std::uint32_t>(value);
    note("\"" + std::string(key) + "\" is too large");
    return otherwise;
}

std::int64_t Fields::time(const char* key) {
    const auto value = number(key);
    if (value <= std::numeric_limits<std::int64_t>::max()) return static_cast<std::int64_t>(value);
    note("\"" + std::string(key) + "\" is no time");
    return 0;
}

bool Fields::flag(const char* key) {
    const auto* found = find(key);
    if (found == nullptr) return false;
    if (found->is_boolean()) return found->get<bool>();
    note("\"" + std::string(key) + "\" is not true or false");
    return false;
}

const json& Fields::optional_list(const char* key, std::size_t limit) {
    static const json empty = json::array();
    const auto* found = find(key);
    if (found == nullptr) return empty;
    if (found->is_array() && found->size() <= limit) return *found;
    note("\"" + std::string(key) + "\" is not a list of at most " + std::to_string(limit));
    return empty;
}

const json& Fields::list(const char* key, std::size_t limit) {
    if (find(key) == nullptr) note("\"" + std::string(key) + "\" is missing");
    return optional_list(key, limit);
}

const json& Fields::object(const char* key) {
    static const json empty = json::object();
    const auto* found = find(key);
    if (found != nullptr && found->is_object()) return *found;
    note("\"" + std::string(key) + "\" is missing or no object");
    return empty;
}

json device_to_json(const Device& device) {
    return {{"name", device.name},
            {"os", device.os},
            {"os_version", device.os_version},
            {"distribution", device.distribution},
            {"arch", device.arch}};
}

Device device_from(Fields& fields) {
    Device device;
    device.name = fields.text("name", 64);
    device.os = fields.text("os", 32);
    device.os_version = fields.optional_text("os_version", 64);
    device.distribution = fields.optional_text("distribution", 64);
    device.arch = fields.optional_text("arch", 32);
    const bool control = std::any_of(device.name.begin(), device.name.end(),
                                     [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (device.name.empty() || control)
        fields.note("\"name\" of the device is empty or holds control characters");
    return device;
}

json package_to_json(const Package& package) {
    json row = {{"id", package.id.text}, {"version", package.version}};
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) row[key] = value;
    };
    add("arch", package.arch);
    add("name", package.name);
    add("origin", package.origin);
    add("publisher", package.publisher);
    add("kind", package.kind);
    add("scope", to_text(package.scope));
    if (package.reason != Reason::Unknown) row["explicit"] = package.reason == Reason::Explicit;
    if (package.held) row["held"] = true;
    if (package.broken) row["broken"] = true;
    if (package.base) row["base"] = true;
    return row;
}

Package package_from(Fields& fields) {
    Package package;
    package.id.text = fields.text("id");
    package.version = fields.optional_text("version");
    package.arch = fields.optional_text("arch", 64);
    package.name = fields.optional_text("name");
    package.origin = fields.optional_text("origin");
    package.publisher = fields.optional_text("publisher");
    package.kind = fields.optional_text("kind", 64);
    package.scope = scope_from_text(fields.optional_text("scope", 16));
    if (fields.has("explicit"))
        package.reason = fields.flag("explicit") ? Reason::Explicit : Reason::Dependency;
    package.held = fields.flag("held");
    package.broken = fields.flag("broken");
    package.base = fields.flag("base");
    if (package.id.text.empty()) fields.note("\"id\" is empty");
    return package;
}

} // namespace ferry::protocol
