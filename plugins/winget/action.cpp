// One package at a time: winget takes several ids, but ends with one code for all.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/winget/action.hpp"

#include "plugins/kit/words.hpp"
#include "plugins/winget/failure.hpp"
#include "plugins/winget/inventory.hpp"
#include "plugins/winget/names.hpp"

#include <algorithm>
#include <chrono>

namespace ferry::winget {
namespace {

using namespace std::chrono_literals;
using kit::Verb;

class Winget final : public kit::Tool {
public:
    explicit Winget(const sdk::Host& host) : host_(host) {}

    std::optional<std::string> meaning(std::string_view id) const override {
        if (!is_id(id)) return std::nullopt;
        return is_store_id(id) ? std::string(id) : lower(id);
    }

    std::string_view rule() const override {
        return "package id: two or more parts of letters, digits and _+- between dots, or an id of "
               "the Store";
    }

    Result<kit::Installed> installed() override {
        auto now = read_inventory(host_);
        if (!now) return now.error();
        kit::Installed all;
        spelling_.clear();
        held_.clear();
        for (const auto& one : *now) {
            const auto target = is_store_id(one.id) ? one.id : lower(one.id);
            all.emplace(target, kit::State{one.version});
            spelling_[target] = one.id;
            if (one.held) held_.push_back(target);
        }
        return all;
    }

    std::optional<kit::Verdict> hindrance(Verb) override {
        if (sdk::from_abi(host_.facts().root) == "/") return std::nullopt;
        return kit::Verdict{
            FERRY_RESULT_FAILED, {}, "winget changes only the Windows that it runs on"};
    }

    Result<std::optional<kit::Verdict>>
    objection(Verb verb, const std::vector<std::string>& targets) override {
        using Objection = std::optional<kit::Verdict>;
        const auto& target = targets.front();
        if (verb != Verb::Install && target == "microsoft.appinstaller")
            return Objection(
                {FERRY_RESULT_FAILED, {}, "winget would replace itself while it runs"});
        const bool held = std::find(held_.begin(), held_.end(), target) != held_.end();
        if (verb == Verb::Upgrade && held)
            return Objection(
                {FERRY_RESULT_FAILED, {}, "it is pinned: winget pin remove lets it change again"});
        return Objection{};
    }

    sdk::Command command(Verb verb, const std::vector<std::string>& targets) override {
        const auto& target = targets.front();
        const auto known = spelling_.find(target);
        current_ = target;
        sdk::Command command;
        command.argv = {"winget",  word_of(verb),
                        "--id",    known == spelling_.end() ? target : known->second,
                        "--exact", "--silent"};
        const auto add = [&](std::initializer_list<const char*> words) {
            command.argv.insert(command.argv.end(), words.begin(), words.end());
        };
        if (verb != Verb::Remove)
            add({"--source", is_store_id(target) ? "msstore" : "winget",
                 "--accept-package-agreements"});
        if (verb == Verb::Install) add({"--no-upgrade"});
        if (verb == Verb::Upgrade) add({"--include-unknown"});
        add({"--accept-source-agreements", "--disable-interactivity"});
        command.timeout = 2h; // winget waits without limit for another one of itself
        return command;
    }

    /// Bars and spinners are drawn over each other; the words between them are worth telling.
    void hear(const kit::Requests& requests, std::string_view line) override {
        const auto back = line.rfind('\r');
        const auto words =
            kit::plain(back == std::string_view::npos ? line : line.substr(back + 1));
        if (words.find_first_not_of("-\\|/ ") == std::string::npos) return;
        for (const auto id : requests.ids_of(current_))
            host_.progress({id, FERRY_STEP_OTHER, 0, sdk::kUnknownSize, sdk::kUnknownSize, words});
    }

    kit::Reason reason(const sdk::Output& output) const override { return classify(output); }

    bool wants_restart(const sdk::Output& output) const override {
        return winget::wants_restart(output.exit_code);
    }

private:
    static std::string word_of(Verb verb) {
        return verb == Verb::Install ? "install" : verb == Verb::Remove ? "uninstall" : "upgrade";
    }

    const sdk::Host& host_;
    std::map<std::string, std::string> spelling_; // as winget writes what is installed
    std::vector<std::string> held_;
    std::string current_;
};

} // namespace

Result<void> act(const sdk::Host& host, Verb verb, sdk::Ids ids) {
    Winget tool(host);
    return kit::change(host, tool, verb, ids);
}

} // namespace ferry::winget
