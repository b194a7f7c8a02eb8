// Installing, removing and upgrading through flatpak: always a whole ref, an installation and,
// for what is new, the remote. Nothing is left for flatpak to guess.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/action.hpp"

#include "plugins/flatpak/command.hpp"
#include "plugins/flatpak/failure.hpp"
#include "plugins/flatpak/inventory.hpp"
#include "plugins/flatpak/offers.hpp"
#include "plugins/kit/change.hpp"
#include "plugins/kit/words.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace ferry::flatpak {
namespace {

using kit::Verb;

class Flatpak final : public kit::Tool {
public:
    explicit Flatpak(const sdk::Host& host) : host_(host) {}

    std::optional<std::string> meaning(std::string_view id) const override {
        if (!parse_id(id)) return std::nullopt;
        return std::string(id);
    }

    std::string_view rule() const override {
        return "Flatpak name: org.example.App, org.example.App//branch, or a whole ref";
    }

    /// By native id and by whole ref.
    Result<kit::Installed> installed() override {
        auto now = rows(host_);
        if (!now) return now.error();
        rows_ = std::move(*now);
        kit::Installed all;
        for (const auto& row : rows_) {
            const kit::State state{row.deployed.version, row.deployed.commit};
            all.emplace(row.native_id, state);
            all.emplace(row.deployed.ref.text(), state);
            all.emplace(row.deployed.ref.id + "//" + row.deployed.ref.branch, state);
        }
        return all;
    }

    Result<std::optional<kit::Verdict>>
    objection(Verb verb, const std::vector<std::string>& targets) override {
        const auto& target = targets.front();
        using Objection = std::optional<kit::Verdict>;
        if (const auto* row = row_of(target))
            return row->deployed.masked && verb == Verb::Upgrade
                       ? Objection({FERRY_RESULT_FAILED, row->deployed.version,
                                    "it is masked: flatpak mask --remove lets it change again"})
                       : Objection{};
        if (!offers_) {
            auto known = offers(host_, false);
            if (!known) return known.error();
            offers_ = std::move(*known);
        }
        if (offer_of(target) != nullptr) return Objection{};
        return Objection({FERRY_RESULT_NOT_FOUND, {}, "no remote that is set up here offers it"});
    }

    sdk::Command command(Verb verb, const std::vector<std::string>& targets) override {
        const auto& target = targets.front();
        std::vector<std::string> words;
        if (verb == Verb::Install) {
            const auto* offer = offer_of(target);
            words = {"install",     option_for(offer->remote), "-y", "--noninteractive", "--",
                     offer->remote, offer->ref.text()};
        } else {
            const auto* row = row_of(target);
            words = {verb == Verb::Remove ? "uninstall" : "update",
                     row->option,
                     "-y",
                     "--noninteractive",
                     "--",
                     row->deployed.ref.text()};
        }
        return change_command(host_, std::move(words));
    }

    void hear(const kit::Requests& requests, std::string_view line) override {
        const auto words = kit::words_of(line);
        if (words.size() < 2 || !parse_ref(words[1])) return;
        const auto step =
            words[0].starts_with("Uninstall") ? FERRY_STEP_REMOVING : FERRY_STEP_INSTALLING;
        for (const auto& target : requests.open()) {
            const auto asked = parse_id(target);
            if (asked->id != parse_ref(words[1])->id) continue;
            for (const auto id : requests.ids_of(target))
                host_.progress({id, step, 0, sdk::kUnknownSize, sdk::kUnknownSize, line});
        }
    }

    kit::Reason reason(const sdk::Output& output) const override {
        return classify(output.out, output.err);
    }

private:
    const Row* row_of(const std::string& target) const {
        const auto asked = parse_id(target);
        for (const auto& row : rows_) {
            const auto& ref = row.deployed.ref;
            const bool same = row.native_id == target || ref.text() == target ||
                              (!ref.runtime && asked->id == ref.id && asked->arch.empty() &&
                               asked->branch == ref.branch);
            if (same) return &row;
        }
        return nullptr;
    }

    const Offered* offer_of(const std::string& target) const {
        return best(*offers_, *parse_id(target));
    }

    /// The person's own installation needs no rights; it comes first in installations().
    std::string option_for(const std::string& remote) const {
        const auto all = installations(host_);
        if (!all) return "--user";
        for (const auto& one : *all) {
            const auto& remotes = one.config.remotes;
            if (std::find(remotes.begin(), remotes.end(), remote) != remotes.end())
                return one.option();
        }
        return "--user";
    }

    const sdk::Host& host_;
    std::vector<Row> rows_;
    std::optional<std::vector<Offered>> offers_;
};

} // namespace

Result<void> act(const sdk::Host& host, Verb verb, sdk::Ids ids) {
    Flatpak tool(host);
    return kit::change(host, tool, verb, ids);
}

} // namespace ferry::flatpak
