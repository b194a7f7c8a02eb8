// ferry catalog update / diff: what the catalog's repository has. libgit2 lives in another program.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/catalog_git.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/config_file.hpp"
#include "core/cli/context.hpp"
#include "core/cli/inventory_json.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace ferry::cli {
namespace {

using nlohmann::json;

class CatalogUpdate final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("REMOTE", remote_,
                           "https://... or a folder; otherwise that of config.json");
    }

    Result<ExitStatus> run(Context& context) override {
        const auto config = read_config(context);
        if (!config) return config.error();
        const auto remote = remote_.empty() ? config->catalog_remote : remote_;
        if (remote.empty() || config->catalog_keys.empty())
            return Error{Code::NotFound,
                         "no remote catalog is configured; write {\"catalog\": {\"remote\": "
                         "\"https://...\", \"keys\": [\"ssh-ed25519 AAAA...\"]}} into " +
                             to_utf8(config_file(context))};
        std::vector<std::string> words{"update", to_utf8(fetched_catalog(context)), remote};
        words.insert(words.end(), config->catalog_keys.begin(), config->catalog_keys.end());
        const auto answer = ask_catalog_git(context, words);
        if (!answer) return answer.error();
        return tell(context, *answer, remote);
    }

private:
    Result<ExitStatus> tell(Context& context, json answer, const std::string& remote) {
        if (answer.contains("error")) {
            const auto error = git_error(answer);
            if (error.code != Code::Network) return error;
            context.say(error.message + "; not reachable now, the catalog in use stays");
            answer = {{"changed", false}, {"offline", true}};
        }
        for (const auto& problem : answer.value("problems", json::array()))
            context.complain(Problem{problem.value("subject", std::string()),
                                     problem.value("what", std::string()),
                                     problem.value("next", std::string()), Code::BadData});
        if (context.options.json) {
            answer["schema"] = 1;
            print_json(context, answer);
        } else if (answer.value("changed", false)) {
            context.terminal().out("catalog: " + remote + " at " +
                                   answer.value("commit", std::string()).substr(0, 12) + ", " +
                                   std::to_string(answer.value("files", 0)) + " entries read\n");
        } else if (!answer.contains("offline")) {
            context.say("the catalog is the newest one");
        }
        return answer.value("problems", json::array()).empty() ? ExitStatus::Done
                                                               : ExitStatus::Partly;
    }

    std::string remote_;
};

class CatalogDiff final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("COMMITS", commits_, "two commits, as main..my-branch").required();
        options.add_option("--repository", folder_, "the clone that has them")
            .type_name("FOLDER")
            .default_str(".");
    }

    Result<ExitStatus> run(Context& context) override {
        const auto dots = commits_.find("..");
        if (dots == std::string::npos || dots == 0 || dots + 2 == commits_.size())
            return context.wrong_use("\"" + printable(commits_) +
                                         "\" is not two commits, as main..my-branch",
                                     "catalog diff");
        const auto folder = std::filesystem::absolute(from_utf8(folder_));
        auto answer = ask_catalog_git(context, {"diff", to_utf8(folder), commits_.substr(0, dots),
                                                commits_.substr(dots + 2)});
        if (!answer) return answer.error();
        if (answer->contains("error")) return git_error(*answer);
        (*answer)["schema"] = 1;
        const auto& list = (*answer)["software"];
        if (context.options.json) {
            print_json(context, *answer);
            return ExitStatus::Done;
        }
        for (const auto& change : list)
            context.terminal().out(change.value("software", std::string()) + ": " +
                                   join(change.value("changes", std::vector<std::string>{}), ", ") +
                                   "\n");
        context.say(std::to_string(list.size()) + " software changed");
        return ExitStatus::Done;
    }

private:
    std::string commits_;
    std::string folder_ = ".";
};

} // namespace

CommandRow catalog_diff_command() {
    return {"catalog diff", "what a change of the catalog means for people",
            "  ferry catalog diff HEAD~1..HEAD\n"
            "  ferry catalog diff main..add-my-app --repository ~/ferry",
            make_command<CatalogDiff>};
}

CommandRow catalog_update_command() {
    return {"catalog update", "take the newest signed commit of the catalog's repository",
            "  ferry catalog update\n"
            "  ferry catalog update https://example.org/catalog.git",
            make_command<CatalogUpdate>};
}

} // namespace ferry::cli
