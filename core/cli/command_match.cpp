// ferry catalog match: how good the catalog is, in numbers that anyone can compute again.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/table.hpp"
#include "core/identity/assertion.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace ferry::cli {
namespace {

using identity::Score;
using identity::Verdict;
using nlohmann::json;

constexpr std::size_t kMaxPairsBytes = 64u << 20;

std::string three_decimals(double share) {
    return std::to_string(share).substr(0, 5); // cut, never rounded up
}

class Match final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("--pairs", pairs_, "TSV with left_kind, left_id, right_kind, right_id")
            .type_name("FILE")
            .required();
        options.add_option("--from", from_, "only pairs whose left kind is this").type_name("KIND");
        options.add_option("--to", to_, "only pairs whose right kind is this").type_name("KIND");
        options.add_flag("--details", details_, "name every pair that is wrong or missing");
    }

    Result<ExitStatus> run(Context& context) override {
        const auto text = context.files().read(from_utf8(pairs_), kMaxPairsBytes);
        if (!text) return text.error();
        const auto assertions = identity::parse_assertions(*text);
        if (!assertions) return assertions.error().under(pairs_);
        const auto catalog = context.catalog();
        if (!catalog) return catalog.error();
        if (assertions->other_kinds > 0)
            context.say(std::to_string(assertions->other_kinds) +
                        " pairs are of kinds that no installer of Ferry has, and are left out");
        for (const auto& assertion : assertions->pairs) {
            if (!from_.empty() && assertion.left.kind != from_) continue;
            if (!to_.empty() && assertion.right.kind != to_) continue;
            count(identity::judge(**catalog, assertion));
        }
        if (scores_.empty())
            return Error{Code::NotFound, pairs_ + " has no pair from " +
                                             (from_.empty() ? "any kind" : from_) + " to " +
                                             (to_.empty() ? "any kind" : to_)};
        context.options.json ? print_json(context, as_json()) : print(context);
        return ExitStatus::Done;
    }

private:
    void count(identity::Judged judged) {
        auto& score = scores_[{judged.assertion.left.kind, judged.assertion.right.kind}];
        ++score.asserted;
        score.found += judged.verdict == Verdict::Found;
        score.wrong += judged.verdict == Verdict::Wrong;
        if (judged.verdict != Verdict::Found) others_.push_back(std::move(judged));
    }

    json as_json() const {
        auto scores = json::array();
        for (const auto& [kinds, score] : scores_)
            scores.push_back({{"from", kinds.first},
                              {"to", kinds.second},
                              {"asserted", score.asserted},
                              {"found", score.found},
                              {"wrong", score.wrong},
                              {"precision", score.precision()},
                              {"recall", score.recall()}});
        auto others = json::array();
        for (const auto& one : others_) {
            auto right = json::array();
            for (const auto& id : one.right)
                right.push_back(id.text);
            others.push_back({{"verdict", to_text(one.verdict)},
                              {"left_kind", one.assertion.left.kind},
                              {"left_id", one.assertion.left.id},
                              {"right_kind", one.assertion.right.kind},
                              {"right_id", one.assertion.right.id},
                              {"software", text_or_null(one.software.text)},
                              {"catalog", right}});
        }
        return {{"schema", 1}, {"scores", scores}, {"not_found", others}};
    }

    void print(Context& context) const {
        Table table({"FROM", "TO", "PAIRS", "FOUND", "WRONG", "PRECISION", "RECALL"});
        for (const auto& [kinds, score] : scores_)
            table.add({kinds.first, kinds.second, std::to_string(score.asserted),
                       std::to_string(score.found), std::to_string(score.wrong),
                       three_decimals(score.precision()), three_decimals(score.recall())});
        context.terminal().out(table.text());
        if (!details_) return;
        Table list({"VERDICT", "LEFT", "ASSERTED", "SOFTWARE", "IN THE CATALOG"});
        for (const auto& one : others_) {
            std::vector<std::string> right;
            for (const auto& id : one.right)
                right.push_back(id.text);
            const auto& [left, asserted] = one.assertion;
            list.add({to_text(one.verdict), left.kind + " " + left.id,
                      asserted.kind + " " + asserted.id, one.software.text, join(right, " ")});
        }
        if (!list.empty()) context.terminal().out("\n" + list.text());
    }

    std::string pairs_, from_, to_;
    bool details_ = false;
    std::map<std::pair<std::string, std::string>, Score> scores_;
    std::vector<identity::Judged> others_;
};

} // namespace

CommandRow catalog_match_command() {
    return {"catalog match", "precision and recall against pairs that others assert",
            "  ferry catalog match --pairs pairs.tsv\n"
            "  ferry catalog match --from winget --to brew_cask --pairs pairs.tsv --details",
            make_command<Match>};
}

} // namespace ferry::cli
