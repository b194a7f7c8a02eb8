// ferry catalog update: the catalog's newest signed commit.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/config_file.hpp"
#include "core/cli/context.hpp"
#include "core/cli/inventory_json.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

namespace ferry::cli {
namespace {

using nlohmann::json;

class CatalogUpdate final : public Command {
public:
    void configure(CLI::App& app) override {
        app.add_option("REMOTE", remote_, "https://... or a folder; otherwise that of config.json");
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
        ferry::Command command;
        command.argv = {to_utf8(context.installation().catalog_git),
                        to_utf8(fetched_catalog(context)), remote};
        for (const auto& key : config->catalog_keys)
            command.argv.push_back(key);
        command.timeout = std::chrono::minutes(10);
        command.inherit = {"ASAN_OPTIONS", "UBSAN_OPTIONS", "https_proxy", "HTTPS_PROXY"};
        command.cancelled = interrupted;
        const auto output = context.processes().run(command);
        if (!output) return output.error();
        const auto answer = parse_json(output->out);
        if (!answer || !answer->is_object())
            return Error{Code::ToolFailed, command.argv[0] + " ended with " +
                                               std::to_string(output->exit_code) + ": " +
                                               printable(output->err)};
        return tell(context, *answer, remote);
    }

private:
    Result<ExitStatus> tell(Context& context, json answer, const std::string& remote) {
        if (answer.contains("error")) {
            const Error error{static_cast<Code>(answer.value("code", 0)),
                              answer.value("error", std::string())};
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

} // namespace

CommandRow catalog_update_command() {
    return {"catalog update", "take the newest signed commit of the catalog's repository",
            "  ferry catalog update\n"
            "  ferry catalog update https://example.org/catalog.git",
            make_command<CatalogUpdate>};
}

} // namespace ferry::cli
