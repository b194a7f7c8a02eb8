// One process per question.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/catalog_git.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"

#include <nlohmann/json.hpp>

#include <chrono>

namespace ferry::cli {

using nlohmann::json;

Result<json> ask_catalog_git(Context& context, const std::vector<std::string>& words) {
    ferry::Command command;
    command.argv = {to_utf8(context.installation().catalog_git)};
    command.argv.insert(command.argv.end(), words.begin(), words.end());
    command.timeout = std::chrono::minutes(10);
    command.inherit = {"ASAN_OPTIONS", "UBSAN_OPTIONS", "https_proxy", "HTTPS_PROXY"};
    command.cancelled = interrupted;
    const auto output = context.processes().run(command);
    if (!output) return output.error();
    auto answer = parse_json(output->out);
    if (answer && answer->is_object()) return answer;
    return Error{Code::ToolFailed, command.argv[0] + " ended with " +
                                       std::to_string(output->exit_code) + ": " +
                                       printable(output->err)};
}

Error git_error(const json& answer) {
    return {static_cast<Code>(answer.value("code", 0)), answer.value("error", std::string())};
}

} // namespace ferry::cli
