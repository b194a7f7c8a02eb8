// What was asked for, id by id, and the one outcome that each of them gets.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/apt/names.hpp"
#include "plugins/apt/verdict.hpp"

#include <ferry/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::apt {

/// Tells the host an outcome as soon as it is known, once per id that was asked, also where
/// several ids mean one package.
class Requests {
public:
    Requests(const sdk::Host& host, sdk::Ids ids);

    /// Gives every id its meaning; those without one are settled: there can be no such package.
    void resolve(std::string_view native_arch);
    bool any_open() const { return !open_targets().empty(); }
    std::vector<Target> open_targets() const; // each once, in the order asked
    std::vector<std::string> ids_of(const Target& target) const;
    void settle(const Target& target, const Verdict& verdict);
    void settle_open(const Verdict& verdict); // all that have no outcome yet

private:
    struct Request {
        std::string_view asked;
        Target target;
        bool open = true;
    };
    void tell(Request& request, const Verdict& verdict);

    const sdk::Host& host_;
    std::vector<Request> requests_;
};

/// "'--purge' is no package name ...", for ids that break the grammar.
std::string not_a_name(std::string_view id);

} // namespace ferry::apt
