// Installing, removing and upgrading through brew.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/brew/action.hpp"

#include "plugins/brew/command.hpp"
#include "plugins/brew/failure.hpp"
#include "plugins/brew/prefix.hpp"
#include "plugins/kit/change.hpp"
#include "plugins/kit/words.hpp"

#include <algorithm>
#include <optional>

namespace ferry::brew {
namespace {

using kit::Verb;

class Brew final : public kit::Tool {
public:
    explicit Brew(const sdk::Host& host) : host_(host) {}

    std::optional<std::string> meaning(std::string_view id) const override {
        const auto name = parse_id(id);
        return name ? std::optional(name->id()) : std::nullopt;
    }

    std::string_view rule() const override {
        return "name of Homebrew: formula:NAME or cask:NAME, perhaps with user/repository/ before "
               "the name, in small letters, digits and +._@-";
    }

    Result<kit::Installed> installed() override {
        auto now = brew::installed(host_);
        if (!now) return now.error();
        kegs_ = std::move(*now);
        kit::Installed all;
        for (const auto& keg : kegs_)
            all.emplace(keg.name.id(), kit::State{keg.version});
        return all;
    }

    std::optional<kit::Verdict> hindrance(Verb) override {
        if (prefixes(host_).empty())
            return kit::Verdict{FERRY_RESULT_FAILED, {}, "no brew is in any of its three places"};
        const bool container =
            host_.read_file("/.dockerenv").ok() || host_.read_file("/run/.containerenv").ok();
        if (host_.facts().elevated != 0 && !container)
            return kit::Verdict{FERRY_RESULT_FAILED,
                                {},
                                "brew refuses to run as root: run ferry as the person who owns " +
                                    prefixes(host_).front()};
        return std::nullopt;
    }

    Result<std::optional<kit::Verdict>>
    objection(Verb verb, const std::vector<std::string>& targets) override {
        const auto& target = targets.front();
        using Objection = std::optional<kit::Verdict>;
        const auto* keg = keg_of(target);
        if (verb == Verb::Upgrade && keg != nullptr && keg->pinned)
            return Objection({FERRY_RESULT_FAILED, keg->version,
                              "it is pinned: brew unpin lets it change again"});
        return Objection{};
    }

    sdk::Command command(Verb verb, const std::vector<std::string>& targets) override {
        current_ = targets.front();
        const auto* keg = keg_of(current_);
        const auto prefix = keg == nullptr ? prefixes(host_).front() : keg->prefix;
        return change_command(host_, prefix, verb, *parse_id(current_));
    }

    /// "==> Fetching ripgrep", "==> Pouring ...": a step, never a percentage.
    void hear(const kit::Requests& requests, std::string_view line) override {
        const auto words = kit::plain(line);
        if (!words.starts_with("==> ")) return;
        const bool loading = words.find("Download") != std::string::npos ||
                             words.find("Fetching") != std::string::npos;
        const bool removing = words.find("Uninstalling") != std::string::npos;
        const auto step = loading    ? FERRY_STEP_DOWNLOADING
                          : removing ? FERRY_STEP_REMOVING
                                     : FERRY_STEP_INSTALLING;
        for (const auto id : requests.ids_of(current_))
            host_.progress({id, step, 0, sdk::kUnknownSize, sdk::kUnknownSize, words});
    }

    kit::Reason reason(const sdk::Output& output) const override {
        auto reason = classify(output.out, output.err);
        if (reason.result == FERRY_RESULT_AGREEMENT_NEEDED)
            reason.words += "; brew trust lets code of that tap run here";
        return reason;
    }

private:
    const Keg* keg_of(const std::string& target) const {
        const auto found = std::find_if(kegs_.begin(), kegs_.end(),
                                        [&](const Keg& keg) { return keg.name.id() == target; });
        return found == kegs_.end() ? nullptr : &*found;
    }

    const sdk::Host& host_;
    std::vector<Keg> kegs_;
    std::string current_;
};

} // namespace

Result<void> act(const sdk::Host& host, Verb verb, sdk::Ids ids) {
    Brew tool(host);
    return kit::change(host, tool, verb, ids);
}

} // namespace ferry::brew
