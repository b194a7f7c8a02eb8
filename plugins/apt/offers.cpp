// What apt's package sources have on offer now.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/offers.hpp"

#include "plugins/apt/apt_command.hpp"
#include "plugins/apt/apt_config.hpp"
#include "plugins/apt/failure.hpp"
#include "plugins/apt/simulation.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace ferry::apt {
namespace {

constexpr std::size_t kAtOnce = 1000; // names in one command; 128 kB where all are of full length

struct Wish {
    std::string_view id;
    Target target;
};

Result<std::string> words_of_tool(const sdk::Host& host, const sdk::Command& command) {
    auto output = host.run(command);
    if (!output) return output.error();
    if (output->cancelled) return Error{Code::Cancelled, "stopped"};
    if (output->exit_code != 0)
        return Error{Code::ToolFailed,
                     command.argv[0] + ": " + classify(output->out, output->err).message};
    return std::move(output->out);
}

/// Calls `work` with at most kAtOnce targets at a time.
template <typename Work>
Result<void> in_parts(const std::vector<Target>& targets, Work work) {
    for (std::size_t at = 0; at < targets.size(); at += kAtOnce) {
        const auto end = std::min(at + kAtOnce, targets.size());
        const std::vector<Target> part(targets.begin() + static_cast<std::ptrdiff_t>(at),
                                       targets.begin() + static_cast<std::ptrdiff_t>(end));
        if (const auto done = work(part); !done) return done.error();
    }
    return {};
}

Result<std::vector<Sizes>> sizes(const sdk::Host& host, const std::vector<Target>& targets,
                                 std::string_view native_arch) {
    std::vector<Sizes> all;
    const auto done = in_parts(targets, [&](const std::vector<Target>& part) -> Result<void> {
        const auto out = words_of_tool(host, cache_command("show", part));
        if (!out) return out.error();
        auto read = parse_show(*out, native_arch);
        if (!read) return read.error();
        std::move(read->begin(), read->end(), std::back_inserter(all));
        return {};
    });
    if (!done) return done.error();
    return all;
}

void emit_offer(const sdk::Host& host, std::string_view id, const Policy& policy,
                const std::vector<Sizes>& sizes) {
    sdk::Offer offer;
    offer.native_id = id;
    offer.version = policy.candidate;
    offer.origin = policy.origin;
    const auto size = std::find_if(sizes.begin(), sizes.end(), [&](const Sizes& one) {
        return one.target == policy.target && one.version == policy.candidate;
    });
    if (size != sizes.end()) {
        offer.download_bytes = size->download_bytes;
        offer.installed_bytes = size->installed_bytes;
    }
    host.emit(offer);
}

Result<void> emit_offers(const sdk::Host& host, const std::vector<Wish>& wishes,
                         const AptConfig& config) {
    std::vector<Target> asked;
    for (const auto& wish : wishes)
        asked.push_back(wish.target);
    const auto known = policies(host, asked, config.native_arch);
    if (!known) return known.error();

    std::map<std::string, const Policy*> offered;
    std::vector<Target> wanted;
    for (const auto& policy : *known) {
        if (!policy.offered()) continue;
        if (offered.emplace(policy.target.argument(), &policy).second)
            wanted.push_back(policy.target);
    }
    const auto sized = sizes(host, wanted, config.native_arch);
    if (!sized) return sized.error();
    for (const auto& wish : wishes) {
        const auto found = offered.find(wish.target.argument());
        if (found != offered.end()) emit_offer(host, wish.id, *found->second, *sized);
    }
    return {};
}

/// apt's answers are about the tree it is set up for; for another they would be untrue.
Result<AptConfig> config_of_root(const sdk::Host& host) {
    auto config = read_apt_config(host);
    if (!config) return config.error();
    if (const auto same = check_root(*config, sdk::from_abi(host.facts().root)); !same)
        return same.error();
    return config;
}

} // namespace

Result<std::vector<Policy>> policies(const sdk::Host& host, const std::vector<Target>& targets,
                                     std::string_view native_arch) {
    std::vector<Policy> all;
    const auto done = in_parts(targets, [&](const std::vector<Target>& part) -> Result<void> {
        const auto out = words_of_tool(host, cache_command("policy", part));
        if (!out) return out.error();
        auto read = parse_policy(*out, native_arch);
        if (!read) return read.error();
        std::move(read->begin(), read->end(), std::back_inserter(all));
        return {};
    });
    if (!done) return done.error();
    return all;
}

Result<void> look_up(const sdk::Host& host, sdk::Ids ids) {
    const auto plausible = std::any_of(ids.begin(), ids.end(), [](std::string_view id) {
        return parse_id(id, "any").has_value();
    });
    if (!plausible) return {}; // nothing that apt could be asked about
    const auto config = config_of_root(host);
    if (!config) return config.error();
    std::vector<Wish> wishes;
    for (const auto id : ids) {
        if (auto target = parse_id(id, config->native_arch)) wishes.push_back({id, *target});
    }
    return emit_offers(host, wishes, *config);
}

Result<void> outdated(const sdk::Host& host) {
    const auto config = config_of_root(host);
    if (!config) return config.error();
    const auto out = words_of_tool(host, upgrades_command());
    if (!out) return out.error();
    const auto simulation = parse_simulation(*out, config->native_arch);
    if (!simulation) return simulation.error();

    std::vector<std::string> ids;
    ids.reserve(simulation->installs.size());
    std::vector<Wish> wishes;
    for (const auto& [target, replaces] : simulation->installs) {
        if (!replaces) continue;
        ids.push_back(id_of(target.name, target.arch, config->native_arch));
        wishes.push_back({ids.back(), target});
    }
    return emit_offers(host, wishes, *config);
}

} // namespace ferry::apt
