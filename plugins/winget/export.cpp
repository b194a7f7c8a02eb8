// winget writes its list into a file only; it lies among the person's temporary files.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/winget/export.hpp"

#include "plugins/kit/json.hpp"
#include "plugins/winget/failure.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace ferry::winget {
namespace {

using nlohmann::json;

std::string list_path(const sdk::Host& host) {
    std::string path(sdk::from_abi(host.facts().home));
    std::replace(path.begin(), path.end(), '\\', '/');
    return path + "/AppData/Local/Temp/ferry-winget-export.json";
}

const json* list_under(const json& object, const char* key) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(key);
    return found == object.end() || !found->is_array() ? nullptr : &*found;
}

Result<void> take_source(const json& source, std::vector<Exported>& to) {
    const auto* packages = list_under(source, "Packages");
    if (packages == nullptr) return Error{Code::BadData, "a source has no list \"Packages\""};
    const auto details = source.find("SourceDetails");
    const auto name = details == source.end() ? std::string() : kit::json_text(*details, "Name");
    for (const auto& package : *packages) {
        Exported one{kit::json_text(package, "PackageIdentifier"),
                     kit::json_text(package, "Version"), name};
        if (one.id.empty()) one.id = kit::json_text(package, "Id"); // schema 1.0
        if (one.id.empty())
            return Error{Code::BadData, "package " + std::to_string(to.size() + 1) +
                                            " has no \"PackageIdentifier\""};
        to.push_back(std::move(one));
    }
    return {};
}

} // namespace

Result<std::vector<Exported>> parse_export(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    const auto parsed = kit::parse_json(text);
    if (!parsed) return parsed.error();
    const auto* sources = list_under(*parsed, "Sources");
    if (sources == nullptr) return Error{Code::BadData, "there is no list \"Sources\" in it"};
    std::vector<Exported> all;
    for (const auto& source : *sources) {
        if (const auto taken = take_source(source, all); !taken) return taken.error();
    }
    return all;
}

Result<std::vector<Exported>> last_export(const sdk::Host& host) {
    const auto path = list_path(host);
    const auto content = host.read_file(path);
    if (!content && content.error().code == Code::NotFound) return std::vector<Exported>{};
    if (!content) return content.error();
    auto all = parse_export(*content);
    if (!all) return all.error().under(path);
    return all;
}

Result<std::vector<Exported>> exported(const sdk::Host& host) {
    if (sdk::from_abi(host.facts().root) != "/") return last_export(host);
    sdk::Command command;
    command.argv = {"winget",
                    "export",
                    "--output",
                    list_path(host),
                    "--include-versions",
                    "--accept-source-agreements",
                    "--disable-interactivity"};
    command.timeout = std::chrono::minutes(3);
    const auto output = host.run(command);
    if (!output) return output.error();
    if (output->cancelled) return Error{Code::Cancelled, "stopped"};
    if (nothing_found(output->exit_code)) return std::vector<Exported>{};
    if (output->exit_code != 0) return error_of("winget export", *output);
    return last_export(host);
}

} // namespace ferry::winget
