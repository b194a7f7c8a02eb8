// The frames that host and worker exchange: a length, a type, and fields in a fixed order.
// Both sides are always of one build, so there is no versioning; both distrust each other's bytes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/action.hpp"
#include "core/model/inventory.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::host {

enum class FrameType : std::uint8_t {
    Start = 1,     // host to worker: StartMessage, once
    Call = 2,      // host to worker: CallMessage
    Cancel = 3,    // host to worker: nothing
    Ready = 10,    // worker to host: a bit per Function that the plugin has, or ...
    Refused = 11,  // ... CodeMessage
    Packages = 12, // as many PackageRow as fit, until the frame's end
    Trace = 13,
    Offer = 14,
    Progress = 15,
    Outcome = 16,
    Fail = 17,    // CodeMessage
    Log = 18,     // CodeMessage
    Present = 19, // version, note
    Done = 20     // CodeMessage: the call is over
};

constexpr std::size_t kFrameHead = 5;             // length (4, little endian), type
constexpr std::size_t kLargestFrame = 16u << 20;  // payload
constexpr std::size_t kRowsPerFrame = 64u * 1024; // bytes after which rows are sent

/// Appends fields to a payload.
class Encoder {
public:
    void u8(std::uint8_t value) { bytes_ += static_cast<char>(value); }
    void u32(std::uint32_t value);
    void u64(std::uint64_t value);
    void text(std::string_view value);
    std::size_t size() const { return bytes_.size(); }
    /// The whole frame; the encoder is empty afterwards.
    std::string take_frame(FrameType type);

private:
    std::string bytes_;
};

/// Takes fields from a payload. After the first field that is not there all are empty and ok() is
/// false.
class Decoder {
public:
    explicit Decoder(std::string_view bytes) : rest_(bytes) {}
    std::uint8_t u8();
    std::uint32_t u32();
    std::uint64_t u64();
    std::string_view text();
    bool ok() const { return ok_; }
    bool at_end() const { return rest_.empty(); }

private:
    std::string_view take(std::size_t count);
    std::string_view rest_;
    bool ok_ = true;
};

enum class Function : std::uint8_t {
    Probe,
    Inventory,
    Traces,
    LookUp,
    Install,
    Remove,
    Upgrade,
    Outdated
};
bool changes_something(Function function); // on the machine

struct StartMessage {
    std::string library; // absolute path
    std::string id;      // that the manifest promised
    std::string root;
    std::string home;
    Device device;
    std::vector<std::string> environment; // names
};

struct CallMessage {
    Function function = Function::Probe;
    std::vector<std::string> ids;
};

struct CodeMessage {
    std::int32_t code = 0;
    std::string text;
};

void encode(Encoder& to, const StartMessage& message);
void encode(Encoder& to, const CallMessage& message);
Result<StartMessage> decode_start(std::string_view payload);
Result<CallMessage> decode_call(std::string_view payload);
Result<CodeMessage> decode_code(std::string_view payload);

} // namespace ferry::host
