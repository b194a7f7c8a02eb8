// Any text as a message between a device and the server: what is understood is written back alike.
// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/bundles.hpp"
#include "core/protocol/depot.hpp"
#include "core/protocol/messages.hpp"
#include "core/protocol/requests.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

template <typename Message>
void check(std::string_view text) {
    const auto message = ferry::protocol::decode<Message>(text);
    if (!message) return;
    const auto again = ferry::protocol::decode<Message>(ferry::protocol::encode(*message));
    if (!again) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ferry::protocol;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check<RegisterRequest>(text);
    check<Session>(text);
    check<DeviceInfo>(text);
    check<Delta>(text);
    check<Snapshot>(text);
    check<Changes>(text);
    check<KeyChange>(text);
    check<BundleHeader>(text);
    check<std::vector<BundleRevision>>(text);
    check<std::vector<DeviceKeys>>(text);
    check<RequestHeader>(text);
    check<ResultHeader>(text);
    check<std::vector<StoredRequest>>(text);
    check<DepotManifest>(text);
    check<std::vector<DepotItem>>(text);
    check<UploadState>(text);
    if (const auto envelope = to_envelope(text); envelope && to_bytes(*envelope) != text)
        std::abort();
    return 0;
}
