// brew info for what is asked, brew outdated for what is here.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/brew/offers.hpp"

#include "plugins/brew/command.hpp"
#include "plugins/brew/failure.hpp"
#include "plugins/brew/prefix.hpp"
#include "plugins/kit/json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace ferry::brew {
namespace {

using nlohmann::json;

const json& list_in(const json& object, const char* key) {
    static const json none = json::array();
    if (!object.is_object()) return none;
    const auto found = object.find(key);
    return found != object.end() && found->is_array() ? *found : none;
}

/// "user/repo/name" or "name"; nothing where it is no name of the grammar.
std::optional<Name> name_of(bool cask, const std::string& full_name) {
    return parse_id((cask ? "cask:" : "formula:") + full_name);
}

std::string stable_version(const json& formula) {
    const auto versions = formula.find("versions");
    auto version = versions == formula.end() ? std::string() : kit::json_text(*versions, "stable");
    const auto revision = formula.find("revision");
    if (!version.empty() && revision != formula.end() && revision->is_number_unsigned() &&
        revision->get<unsigned>() > 0)
        version += "_" + std::to_string(revision->get<unsigned>());
    return version;
}

Result<std::string> ask(const sdk::Host& host, const std::string& prefix,
                        std::vector<std::string> words) {
    auto output = host.run(query_command(host, prefix, std::move(words)));
    if (!output) return output.error();
    if (output->cancelled) return Error{Code::Cancelled, "stopped"};
    // outdated ends with 1 where it was asked for names that are outdated
    if (output->exit_code == 0 || output->out.starts_with('{')) return std::move(output->out);
    const auto reason = classify(output->out, output->err);
    const auto code = reason.result == FERRY_RESULT_NOT_FOUND ? Code::NotFound
                      : reason.result == FERRY_RESULT_NETWORK ? Code::Network
                                                              : Code::ToolFailed;
    return Error{code, "brew: " + reason.words};
}

/// All in one call; where brew does not know one of them, one by one.
Result<void> info(const sdk::Host& host, const std::string& prefix, const std::vector<Name>& names,
                  std::vector<Offered>& to) {
    if (names.empty()) return {};
    std::vector<std::string> words = {"info", "--json=v2",
                                      names.front().cask ? "--cask" : "--formula", "--"};
    for (const auto& name : names)
        words.push_back(name.argument());
    const auto out = ask(host, prefix, std::move(words));
    if (out) {
        auto read = parse_info(*out);
        if (!read) return read.error();
        std::move(read->begin(), read->end(), std::back_inserter(to));
        return {};
    }
    if (out.error().code != Code::NotFound) return out.error();
    if (names.size() == 1) return {};
    for (const auto& name : names) {
        if (const auto one = info(host, prefix, {name}, to); !one) return one;
    }
    return {};
}

void emit(const sdk::Host& host, std::string_view id, const Offered& offered) {
    sdk::Offer offer;
    offer.native_id = id;
    offer.version = offered.version;
    offer.origin = offered.name.tap;
    host.emit(offer);
}

} // namespace

Result<std::vector<Offered>> parse_info(std::string_view out) {
    const auto object = kit::parse_json(out);
    if (!object) return object.error().under("brew info");
    std::vector<Offered> offers;
    for (const auto& formula : list_in(*object, "formulae")) {
        if (auto name = name_of(false, kit::json_text(formula, "full_name")))
            offers.push_back({std::move(*name), stable_version(formula)});
    }
    for (const auto& cask : list_in(*object, "casks")) {
        if (auto name = name_of(true, kit::json_text(cask, "full_token")))
            offers.push_back({std::move(*name), kit::json_text(cask, "version")});
    }
    return offers;
}

Result<std::vector<Offered>> parse_outdated(std::string_view out) {
    const auto object = kit::parse_json(out);
    if (!object) return object.error().under("brew outdated");
    std::vector<Offered> newer;
    for (const bool cask : {false, true}) {
        for (const auto& row : list_in(*object, cask ? "casks" : "formulae")) {
            auto name = name_of(cask, kit::json_text(row, "name"));
            if (name) newer.push_back({std::move(*name), kit::json_text(row, "current_version")});
        }
    }
    return newer;
}

Result<void> look_up(const sdk::Host& host, sdk::Ids ids) {
    std::vector<Name> formulae, casks;
    for (const auto id : ids) {
        auto name = parse_id(id);
        if (name) (name->cask ? casks : formulae).push_back(std::move(*name));
    }
    const auto found = prefixes(host);
    if (found.empty() || (formulae.empty() && casks.empty())) return {};
    std::vector<Offered> offers;
    for (const auto* names : {&formulae, &casks}) {
        if (const auto asked = info(host, found.front(), *names, offers); !asked) return asked;
    }
    for (const auto id : ids) {
        const auto name = parse_id(id);
        const auto offer = std::find_if(offers.begin(), offers.end(), [&](const Offered& one) {
            return name && one.name == *name;
        });
        if (offer != offers.end() && !offer->version.empty()) emit(host, id, *offer);
    }
    return {};
}

Result<void> outdated(const sdk::Host& host) {
    for (const auto& prefix : prefixes(host)) {
        const auto out = ask(host, prefix, {"outdated", "--json=v2"});
        if (!out) return out.error();
        const auto newer = parse_outdated(*out);
        if (!newer) return newer.error();
        for (const auto& one : *newer)
            emit(host, one.name.id(), one);
    }
    return {};
}

} // namespace ferry::brew
