// Reading the fields of a message; the first fault is kept and named.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/device.hpp"
#include "core/model/inventory.hpp"

#include <ferry/result.hpp>
#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
    std::uint64_t number(const char* key, std::uint64_t otherwise = 0);   // absent: otherwise
    std::uint32_t number32(const char* key, std::uint32_t otherwise = 0); // of 32 bits
    std::int64_t time(const char* key); // milliseconds since 1970; absent: 0
    bool flag(const char* key);         // absent: false
    const nlohmann::json& list(const char* key, std::size_t limit); // must be there
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

/// Parses an object and gives it to `read`. Errors: what is no JSON object, or the first fault
/// noted.
Result<void> read_object(std::string_view text, const std::function<void(Fields&)>& read);

/// The same for a message: `read` is Fields& to T.
template <typename T, typename Read>
Result<T> read_message(std::string_view text, Read read) {
    T message;
    const auto done = read_object(text, [&](Fields& fields) { message = read(fields); });
    if (!done) return done.error();
    return message;
}

/// Each object of the list under "items", of at most `limit`. Errors: as of read_object.
Result<void> read_each(std::string_view text, std::size_t limit,
                       const std::function<void(Fields&)>& read);

/// The same as a list of T: `read` is Fields& to T.
template <typename T, typename Read>
Result<std::vector<T>> read_items(std::string_view text, std::size_t limit, Read read) {
    std::vector<T> items;
    const auto done =
        read_each(text, limit, [&](Fields& fields) { items.push_back(read(fields)); });
    if (!done) return done.error();
    return items;
}

} // namespace ferry::protocol
