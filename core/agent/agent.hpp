// The agent's loop: reports what changed here, fetches what changed elsewhere. It installs nothing.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/agent/backoff.hpp"
#include "core/agent/change_watch.hpp"
#include "core/agent/report_due.hpp"
#include "core/base/clock.hpp"
#include "core/sync/parts.hpp"
#include "core/sync/sync.hpp"

#include <ferry/result.hpp>

#include <functional>

namespace ferry::agent {

/// The account as the agent uses it. No lock is held between the calls.
class Exchange {
public:
    enum class Inventory {
        Known, // as it was read last
        Anew
    };
    virtual ~Exchange() = default;
    /// As of sync::sync, and Conflict while another ferry works with the account. After an error
    /// the inventory is known nevertheless.
    virtual Result<sync::SyncSummary> sync(Inventory inventory) = 0;
    /// As sync::wait_for_news.
    virtual Result<bool> wait_for_news(const std::function<bool()>& give_up) = 0;
};

/// What is to be done with news, such as answering requests of other devices by the owner's rules.
class OnNews {
public:
    virtual ~OnNews() = default;
    /// After every exchange that went well, once its outcome is remembered and no lock is held.
    virtual void fetched(const sync::SyncSummary& summary) = 0;
};

/// Who tells people how it goes.
class Observer {
public:
    virtual ~Observer() = default;
    /// `reported`: the server knows the inventory that was read last, and did not before.
    virtual void exchanged(const sync::SyncSummary& summary, bool reported) = 0;
    virtual void failed(const Error& error) = 0; // the agent tries again by itself
};

struct AgentParts {
    Exchange& exchange;
    ChangeWatch& watch;
    OnNews& on_news;
    Observer& observer;
    const Clock& clock;
    sync::Wait wait;                // false: the agent is to end
    std::function<bool()> ended;    // likewise
    std::function<double()> random; // in [0, 1)
};

/// Borrows its parts. One thread.
class Agent {
public:
    explicit Agent(AgentParts parts);
    /// Returns once it is to end.
    void run();

private:
    bool exchange();
    bool wait_for_cause();
    void pause();

    AgentParts parts_;
    ReportDue due_;
    Backoff backoff_;
    bool untold_ = false; // the inventory was read, and the server does not know it
};

} // namespace ferry::agent
