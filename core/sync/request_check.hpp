// Whether a request, or its result, can be believed: the one thing that stands between a server in
// an attacker's hands and an installation.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/protocol/requests.hpp"
#include "core/state/account_record.hpp"
#include "core/sync/keyring.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ferry::sync {

constexpr std::string_view kRequestDomain = "request";
constexpr std::string_view kResultDomain = "request-result";
constexpr UnixMillis kClocksDiffer = 3'600'000; // a request may come from so far in the future

/// What the checks know. All of it outlives them.
struct RequestJudge {
    const Keyring& keyring;
    const state::AccountRecord& account; // of this device
    const std::vector<protocol::DeviceInfo>& devices;
    UnixMillis now = 0;
};

/// Whether it is what its id was made of.
bool has_its_own_content(const protocol::StoredRequest& stored);

// Each says in words what is wrong; empty: nothing is. Lower case, no full stop.

/// Who asks, and that every byte is as that device signed it.
std::string fault_of_author(const RequestJudge& judge, const protocol::StoredRequest& stored,
                            const protocol::RequestHeader& header);
/// That what is asked is something that a device may do at all.
std::string fault_of_content(const protocol::RequestHeader& header);
/// That it is for this device, and for now.
std::string fault_of_address(const RequestJudge& judge, const protocol::RequestHeader& header);
/// That it is the word of the device that was asked.
std::string fault_of_result(const RequestJudge& judge, const protocol::StoredRequest& stored,
                            const protocol::RequestHeader& header);

} // namespace ferry::sync
