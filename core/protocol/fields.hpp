// Reading the fields of a message; the first fault is kept and named.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/json.hpp"
#include "core/model/device.hpp"
#include "core/model/inventory.hpp"

#include <ferry/result.hpp>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ferry::protocol {

/// Wraps a parsed object. Getters of absent or wrong fields give empty values and note the fault;
/// ask `fault()` at the end. Private to the message files, which all include the JSON library.
class Fields {
public:
    explicit Fields(const nlohmann::json& object);

    bool has(const char* key) const { return find(key) != nullptr; }
    std::string text(const char* key, std::size_t limit = 1024); // must be there
    std::string optional_text(const char* key, std::size_t limit = 1024);
    std::string bytes(const char* key, std::size_t limit = 4096); // base64; must be there
    std::string optional_bytes(const char* key, std::size_t limit = 4096);
    std::uint64_t number(const char* key, std::uint64_t otherwise = 0); // absent: otherwise
    bool flag(const char* key);                                         // absent: false
    const nlohmann::json& list(const char* key, std::size_t limit);     // must be there
    const nlohmann::json& optional_list(const char* key, std::size_t limit);
    const nlohmann::json& object(const char* key); // must be there
    void note(const std::string& fault);
    void take_fault(const char* key, const Fields& inner);
    const std::optional<Error>& fault() const { return fault_; }

private:
    const nlohmann::json* find(const char* key) const;
    const nlohmann::json& object_;
    std::optional<Error> fault_;
};

nlohmann::json device_to_json(const Device& device);
Device device_from(Fields& fields);
nlohmann::json package_to_json(const Package& package);
Package package_from(Fields& fields);

/// Parses an object and reads it with `read`; the fault of any field wins.
template <typename T, typename Read>
Result<T> read_message(std::string_view text, Read read) {
    const auto json = parse_json(text);
    if (!json) return json.error();
    if (!json->is_object()) return Error{Code::BadData, "is no JSON object"};
    Fields fields(*json);
    T message = read(fields);
    if (fields.fault()) return *fields.fault();
    return message;
}

} // namespace ferry::protocol
