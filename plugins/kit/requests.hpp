// What was asked for, id by id, and the one outcome that each of them gets.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/verdict.hpp"

#include <ferry/plugin.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::kit {

/// The tool's full name of what an id means; nothing where it can mean nothing.
using Meaning = std::function<std::optional<std::string>(std::string_view id)>;

/// Tells the host an outcome as soon as it is known, once per id that was asked, also where
/// several ids mean one package. Borrows host and ids.
class Requests {
public:
    /// Ids without a meaning are settled at once; `rule` completes "'--x' is no ".
    Requests(const sdk::Host& host, sdk::Ids ids, const Meaning& meaning, std::string_view rule);

    std::vector<std::string> open() const; // each target once, in the order asked
    std::vector<std::string_view> ids_of(std::string_view target) const;
    void settle(std::string_view target, const Verdict& verdict);
    void settle_open(const Verdict& verdict); // all that have no outcome yet

private:
    struct Request {
        std::string_view asked;
        std::string target;
        bool open = true;
    };
    void tell(Request& request, const Verdict& verdict);

    const sdk::Host& host_;
    std::vector<Request> requests_;
};

} // namespace ferry::kit
