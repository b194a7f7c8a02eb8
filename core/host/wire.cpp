// Encoding and decoding, strictly bounded.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/wire.hpp"

#include <array>
#include <utility>

namespace ferry::host {
namespace {

constexpr std::uint32_t kMostItems = 100'000;

Error malformed(const char* what) {
    return Error{Code::BadData, std::string("malformed ") + what + " frame"};
}

void put(std::string& bytes, std::uint64_t value, std::size_t count) {
    std::array<char, 8> little{};
    for (std::size_t i = 0; i < count; ++i)
        little[i] = static_cast<char>(value >> (8 * i) & 0xFF);
    bytes.append(little.data(), count);
}

std::uint64_t number(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

void encode_list(Encoder& to, const std::vector<std::string>& list) {
    to.u32(static_cast<std::uint32_t>(list.size()));
    for (const auto& item : list)
        to.text(item);
}

std::vector<std::string> decode_list(Decoder& from) {
    std::vector<std::string> list;
    const auto count = from.u32();
    for (std::uint32_t i = 0; i < count && i < kMostItems && from.ok(); ++i)
        list.emplace_back(from.text());
    return list;
}

} // namespace

void Encoder::u32(std::uint32_t value) {
    put(bytes_, value, 4);
}
void Encoder::u64(std::uint64_t value) {
    put(bytes_, value, 8);
}

void Encoder::text(std::string_view value) {
    u32(static_cast<std::uint32_t>(value.size()));
    bytes_ += value;
}

std::string Encoder::take_frame(FrameType type) {
    std::string frame;
    frame.reserve(kFrameHead + bytes_.size());
    put(frame, bytes_.size(), 4);
    frame += static_cast<char>(type);
    frame += bytes_;
    bytes_.clear();
    return frame;
}

std::string_view Decoder::take(std::size_t count) {
    if (count > rest_.size()) ok_ = false;
    if (!ok_) {
        rest_ = {};
        return {};
    }
    const auto taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
}

std::uint8_t Decoder::u8() {
    return static_cast<std::uint8_t>(number(take(1)));
}
std::uint32_t Decoder::u32() {
    return static_cast<std::uint32_t>(number(take(4)));
}
std::uint64_t Decoder::u64() {
    return number(take(8));
}
std::string_view Decoder::text() {
    return take(u32());
}

bool changes_something(Function function) {
    return function == Function::Install || function == Function::Remove ||
           function == Function::Upgrade;
}

void encode(Encoder& to, const StartMessage& message) {
    for (const auto* text : {&message.library, &message.id, &message.root, &message.home,
                             &message.device.name, &message.device.os, &message.device.os_version,
                             &message.device.distribution, &message.device.arch})
        to.text(*text);
    encode_list(to, message.environment);
}

Result<StartMessage> decode_start(std::string_view payload) {
    Decoder from(payload);
    StartMessage message;
    for (auto* text : {&message.library, &message.id, &message.root, &message.home,
                       &message.device.name, &message.device.os, &message.device.os_version,
                       &message.device.distribution, &message.device.arch})
        *text = from.text();
    message.environment = decode_list(from);
    if (!from.ok() || !from.at_end()) return malformed("start");
    return message;
}

void encode(Encoder& to, const CallMessage& message) {
    to.u8(static_cast<std::uint8_t>(message.function));
    encode_list(to, message.ids);
}

Result<CallMessage> decode_call(std::string_view payload) {
    Decoder from(payload);
    CallMessage message;
    const auto function = from.u8();
    message.function = static_cast<Function>(function);
    message.ids = decode_list(from);
    if (!from.ok() || !from.at_end() || function > static_cast<std::uint8_t>(Function::Outdated))
        return malformed("call");
    return message;
}

Result<CodeMessage> decode_code(std::string_view payload) {
    Decoder from(payload);
    CodeMessage message;
    message.code = static_cast<std::int32_t>(from.u32());
    message.text = from.text();
    if (!from.ok() || !from.at_end()) return malformed("code");
    return message;
}

} // namespace ferry::host
