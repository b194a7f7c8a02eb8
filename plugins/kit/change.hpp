// One change for every tool: what is so already is left alone, the tool is run, and what is
// installed afterwards decides, never an exit code.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/requests.hpp"
#include "plugins/kit/verdict.hpp"

#include <ferry/plugin.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::kit {

struct State {
    std::string version; // for people
    std::string build{}; // what tells two builds of one version apart, where there is such a thing
    bool dependency = false; // here only because something else needs it
    bool same_build(const State& other) const {
        return version == other.version && build == other.build;
    }
};

/// By full name.
using Installed = std::map<std::string, State, std::less<>>;

/// Why the tool says that it failed.
struct Reason {
    ferry_result result = FERRY_RESULT_FAILED;
    std::string words;
};

/// What differs from tool to tool. One object serves one call of install, remove or upgrade.
class Tool {
public:
    virtual ~Tool() = default;

    virtual std::optional<std::string> meaning(std::string_view id) const = 0;
    virtual std::string_view rule() const = 0; // "package name: letters and digits"

    /// Errors: as the plugin's inventory.
    virtual Result<Installed> installed() = 0;
    /// Why nothing can be changed here at all, as "brew refuses to run as root".
    virtual std::optional<Verdict> hindrance(Verb) { return std::nullopt; }
    /// Why these must not be changed although the tool would, found out by asking the tool.
    /// More than one only where the tool takes several.
    virtual Result<std::optional<Verdict>> objection(Verb, const std::vector<std::string>&) {
        return std::optional<Verdict>{};
    }
    /// Several at once where the tool takes several and goes on after a failure of one.
    virtual bool takes_several() const { return false; }
    /// Makes a dependency one that was asked for; nothing where the tool knows no difference.
    virtual std::optional<sdk::Command> keep_command(const std::string&) { return std::nullopt; }
    virtual sdk::Command command(Verb verb, const std::vector<std::string>& targets) = 0;
    /// A line of the tool's while it runs.
    virtual void hear(const Requests&, std::string_view) {}
    virtual Reason reason(const sdk::Output& output) const = 0;
    /// What went wrong with one that was changed all the same, as a script after its installation.
    virtual std::string flaw(const sdk::Output&, const std::string&) const { return {}; }
    /// The change is done, but complete only after a restart.
    virtual bool wants_restart(const sdk::Output&) const { return false; }
};

/// Every id gets its outcome, also where an Error is returned: then the whole could not be begun.
/// Errors: those of Tool::installed and Tool::objection.
Result<void> change(const sdk::Host& host, Tool& tool, Verb verb, sdk::Ids ids);

} // namespace ferry::kit
