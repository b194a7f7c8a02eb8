// "Install this on that device": kept until that device answers. Signatures are for its eyes, not
// for the server's.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/protocol/requests.hpp"
#include "server/service/change_signal.hpp"
#include "server/service/served.hpp"

#include <string>
#include <vector>

namespace ferry::server {

constexpr std::uint64_t kMostOpenRequests = 1000;                  // of one account
constexpr std::int64_t kRequestsKept = 30ll * 24 * 60 * 60 * 1000; // milliseconds after they expire

/// Thread-safe. The seams outlive it.
class RequestService {
public:
    RequestService(Store& store, ChangeSignal& signal, const Clock& clock)
        : store_(store), signal_(signal), clock_(clock) {}

    /// On disk when it returns. What was stored before is the same answer again.
    Served<protocol::StoredRequest> add(const Caller& caller, const protocol::SignedHeader& sent);
    /// Open ones first, newest first, at most 1,000; an empty device means all.
    Served<std::vector<protocol::StoredRequest>> list(const Caller& caller,
                                                      const std::string& device);
    Served<protocol::StoredRequest> show(const Caller& caller, const std::string& id);
    /// By the device that was asked, once; the same result again is the same answer.
    Served<protocol::StoredRequest> answer(const Caller& caller, const std::string& id,
                                           const protocol::SignedHeader& sent);
    /// By its author or the device that was asked.
    Served<Nothing> withdraw(const Caller& caller, const std::string& id);
    /// Errors: those of the store.
    Result<void> forget_old();

private:
    Served<protocol::StoredRequest> store(Tables& tables, const RequestRow& row);

    Store& store_;
    ChangeSignal& signal_;
    const Clock& clock_;
};

} // namespace ferry::server
