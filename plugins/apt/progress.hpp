// Tells the host how far apt-get is, and remembers what it said went wrong.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/apt/failure.hpp"
#include "plugins/apt/names.hpp"
#include "plugins/apt/status_fd.hpp"

#include <ferry/plugin.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::apt {

/// One of the packages that were asked for, under the id that it was asked by.
struct Watched {
    Target target;
    std::string id;
};

/// Listens to one run of apt-get. Where packages are fetched, fetching counts as the first half.
class ProgressTeller {
public:
    ProgressTeller(const sdk::Host& host, std::vector<Watched> watched, bool fetches);

    void hear(sdk::Stream stream, std::string_view line);

    /// By package name: what dpkg said about it.
    const std::map<std::string, std::string, std::less<>>& errors() const { return errors_; }
    const std::optional<LockHolder>& last_holder() const { return holder_; }
    bool medium_wanted() const { return medium_wanted_; }

private:
    void hear_status(const StatusLine& line);
    void tell_whole(const StatusLine& line, ferry_step step);
    void tell_package(const StatusLine& line, ferry_step step);

    const sdk::Host& host_;
    std::vector<Watched> watched_;
    bool fetches_;
    std::uint32_t permille_ = 0; // of the whole run; never goes back
    std::map<std::string, std::string, std::less<>> errors_;
    std::optional<LockHolder> holder_;
    bool medium_wanted_ = false;
};

} // namespace ferry::apt
