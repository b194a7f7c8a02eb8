// Installing, removing and upgrading through choco.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/choco/action.hpp"

#include "plugins/choco/failure.hpp"
#include "plugins/choco/library.hpp"
#include "plugins/choco/names.hpp"
#include "plugins/kit/change.hpp"
#include "plugins/kit/words.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

namespace ferry::choco {
namespace {

using namespace std::chrono_literals;
using kit::Verb;

class Choco final : public kit::Tool {
public:
    explicit Choco(const sdk::Host& host) : host_(host) {}

    std::optional<std::string> meaning(std::string_view id) const override {
        return is_id(id) ? std::optional(lower(id)) : std::nullopt;
    }

    std::string_view rule() const override {
        return "package id: letters, digits and _, with . or - between them";
    }

    Result<kit::Installed> installed() override {
        const auto now = choco::installed(host_);
        if (!now) return now.error();
        kit::Installed all;
        pinned_.clear();
        for (const auto& one : *now) {
            all.emplace(lower(one.id), kit::State{one.version});
            if (one.pinned) pinned_.push_back(lower(one.id));
        }
        return all;
    }

    std::optional<kit::Verdict> hindrance(Verb) override {
        if (sdk::from_abi(host_.facts().root) != "/")
            return kit::Verdict{FERRY_RESULT_FAILED, {}, "choco changes this machine only"};
        if (host_.facts().elevated == 0)
            return kit::Verdict{
                FERRY_RESULT_NEEDS_ELEVATION, {}, "choco needs administrator rights"};
        return std::nullopt;
    }

    Result<std::optional<kit::Verdict>>
    objection(Verb verb, const std::vector<std::string>& targets) override {
        const auto& target = targets.front();
        using Objection = std::optional<kit::Verdict>;
        const bool pinned = std::find(pinned_.begin(), pinned_.end(), target) != pinned_.end();
        if (verb == Verb::Upgrade && pinned)
            return Objection(
                {FERRY_RESULT_FAILED, {}, "it is pinned: choco pin remove lets it change again"});
        return Objection{};
    }

    sdk::Command command(Verb verb, const std::vector<std::string>& targets) override {
        current_ = targets.front();
        sdk::Command command;
        command.argv = {"choco",
                        verb == Verb::Install  ? "install"
                        : verb == Verb::Remove ? "uninstall"
                                               : "upgrade",
                        current_, "-y", "--limit-output"};
        if (verb != Verb::Remove) command.argv.emplace_back("--no-progress");
        if (verb == Verb::Upgrade) command.argv.emplace_back("--fail-on-not-installed");
        command.timeout = 6h;
        command.elevated = true;
        return command;
    }

    void hear(const kit::Requests& requests, std::string_view line) override {
        const auto words = kit::plain(line);
        if (words.empty()) return;
        for (const auto id : requests.ids_of(current_))
            host_.progress({id, FERRY_STEP_OTHER, 0, sdk::kUnknownSize, sdk::kUnknownSize, words});
    }

    kit::Reason reason(const sdk::Output& output) const override {
        return classify(output.exit_code, output.out, output.err);
    }

    bool wants_restart(const sdk::Output& output) const override {
        return choco::wants_restart(output.exit_code);
    }

private:
    const sdk::Host& host_;
    std::vector<std::string> pinned_;
    std::string current_;
};

} // namespace

Result<void> act(const sdk::Host& host, Verb verb, sdk::Ids ids) {
    Choco tool(host);
    return kit::change(host, tool, verb, ids);
}

} // namespace ferry::choco
