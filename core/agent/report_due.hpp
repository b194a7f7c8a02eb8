// When this device's inventory is to be read and reported.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/agent/change_watch.hpp"
#include "core/base/clock.hpp"

#include <string>

namespace ferry::agent {

/// At first; once an installer changed something and then was quiet for a few seconds; at the
/// latest every six hours. Borrows both. One thread.
class ReportDue {
public:
    ReportDue(ChangeWatch& watch, const Clock& clock) : watch_(watch), clock_(clock) {}

    /// May be asked often: it looks at the files every few seconds only. True until begin().
    bool now();
    /// The inventory is read from here on; what changes later is a new change.
    void begin();

private:
    bool look(UnixMillis time);

    ChangeWatch& watch_;
    const Clock& clock_;
    std::string seen_;
    bool due_ = true;
    bool changing_ = false;
    UnixMillis looked_ = 0;
    UnixMillis first_change_ = 0;
    UnixMillis last_change_ = 0;
    UnixMillis began_ = 0;
};

} // namespace ferry::agent
