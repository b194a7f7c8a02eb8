// Driving workers, and turning whatever happens to one of them into its own part of the answer.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/installers_impl.hpp"

#include <algorithm>
#include <map>
#include <thread>
#include <tuple>
#include <utility>

namespace ferry::host {
namespace {

constexpr const char* kNextForPlugin = "run ferry plugin list; reinstall the plugin if it stays";

bool by_id_and_arch(const Package& left, const Package& right) {
    return std::tie(left.id, left.arch) < std::tie(right.id, right.arch);
}

/// Runs `work` for every plugin at once; each has its own slot of the answer.
template <typename Work>
void side_by_side(const std::vector<FoundPlugin>& plugins, Work work) {
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < plugins.size(); ++i)
        threads.emplace_back([&, i] { work(i); });
    if (!plugins.empty()) work(0);
    for (auto& thread : threads)
        thread.join();
}

/// Where each row goes is found first: moving rows about costs more than comparing them.
void sort(std::vector<Package>& packages) {
    if (std::is_sorted(packages.begin(), packages.end(), by_id_and_arch)) return;
    std::vector<Package*> order;
    order.reserve(packages.size());
    for (auto& package : packages)
        order.push_back(&package);
    std::sort(order.begin(), order.end(),
              [](const auto* left, const auto* right) { return by_id_and_arch(*left, *right); });
    std::vector<Package> sorted;
    sorted.reserve(packages.size());
    for (auto* package : order)
        sorted.push_back(std::move(*package));
    packages = std::move(sorted);
}

std::optional<Error> sort_and_check(std::vector<Package>& packages) {
    sort(packages);
    const auto twice = std::adjacent_find(packages.begin(), packages.end(),
                                          [](const auto& left, const auto& right) {
                                              return left.id == right.id && left.arch == right.arch;
                                          });
    if (twice == packages.end()) return std::nullopt;
    return Error{Code::BadData,
                 "the plugin gave " + twice->id.text + " (" + twice->arch + ") twice"};
}

Function function_of(Action action) {
    switch (action) {
    case Action::Install:
        return Function::Install;
    case Action::Remove:
        return Function::Remove;
    case Action::Upgrade:
        return Function::Upgrade;
    }
    return Function::Install;
}

ResultClass result_of(const Error& error) {
    switch (error.code) {
    case Code::Denied:
        return ResultClass::NeedsElevation;
    case Code::Cancelled:
        return ResultClass::Cancelled;
    case Code::NotFound:
        return ResultClass::NotFound;
    case Code::Network:
        return ResultClass::Network;
    case Code::Conflict:
        return ResultClass::Busy;
    default:
        return ResultClass::Failed;
    }
}

std::vector<std::string> texts(const std::vector<NativeId>& ids) {
    std::vector<std::string> result;
    for (const auto& id : ids)
        result.push_back(id.text);
    return result;
}

} // namespace

WorkerInstallers::WorkerInstallers(const HostOptions& options, const ReadOnlyFiles& files,
                                   ProcessRunner& processes)
    : options_(options), files_(files), elevation_(processes, options.interactive) {}

const Report<std::vector<FoundPlugin>>& WorkerInstallers::plugins() {
    const std::lock_guard lock(mutex_);
    if (!plugins_)
        plugins_ = find_plugins(files_, options_.plugin_folders, options_.device, options_.root);
    return *plugins_;
}

Result<const FoundPlugin*> WorkerInstallers::plugin(const InstallerId& id) {
    for (const auto& plugin : plugins().value) {
        if (plugin.manifest.id == id) return &plugin;
    }
    return Error{Code::NotFound, "no plugin for \"" + id.text +
                                     "\" is here; ferry plugin list shows those that are"};
}

Result<std::unique_ptr<WorkerClient>> WorkerInstallers::worker(const FoundPlugin& plugin,
                                                               bool elevated) {
    WorkerSetup setup{options_.worker, plugin, {}, {}, options_.limits};
    setup.start = {to_utf8(plugin.library), plugin.manifest.id.text, to_utf8(options_.root),
                   to_utf8(options_.home),  options_.device,         plugin.manifest.environment};
    if (elevated) {
        auto prefix = elevation_.prefix();
        if (!prefix) return prefix.error();
        setup.prefix = std::move(*prefix);
    }
    return WorkerClient::start(setup);
}

InstallerInfo WorkerInstallers::probe_one(const FoundPlugin& plugin,
                                          std::vector<Problem>& problems) {
    InstallerInfo info{
        plugin.manifest.id,    plugin.manifest.name, to_utf8(plugin.library), false, "",
        "not on this machine", plugin.manifest.lock};
    if (!plugin.present) return info;
    Sinks sinks;
    sinks.on_present = [&](const auto& version, const auto& note) {
        info.version = version;
        info.note = note;
    };
    auto client = worker(plugin, false);
    const auto done = client ? (*client)->call({Function::Probe, {}}, sinks, {}) : client.error();
    info.available = done.ok();
    if (done) return info;
    info.note = done.error().message;
    if (done.error().code != Code::Unavailable)
        problems.push_back({info.id.text, info.note, kNextForPlugin, done.error().code});
    return info;
}

Report<std::vector<InstallerInfo>> WorkerInstallers::probe() {
    const auto& found = plugins();
    Report<std::vector<InstallerInfo>> report{std::vector<InstallerInfo>(found.value.size()),
                                              found.problems};
    std::vector<std::vector<Problem>> problems(found.value.size());
    side_by_side(found.value,
                 [&](std::size_t i) { report.value[i] = probe_one(found.value[i], problems[i]); });
    for (auto& more : problems)
        report.add(std::move(more));
    return report;
}

std::optional<InstallerInventory> WorkerInstallers::inventory_of(const FoundPlugin& plugin,
                                                                 bool asked_for,
                                                                 std::vector<Problem>& problems) {
    const auto id = plugin.manifest.id;
    if (!plugin.present && !asked_for) return std::nullopt;
    InstallerInventory inventory{id, "", {}, {}};
    Sinks sinks;
    sinks.on_present = [&](const auto& version, const auto&) { inventory.version = version; };
    sinks.on_package = [&](Package package) { inventory.packages.push_back(std::move(package)); };
    sinks.on_trace = [&](Trace trace) { inventory.traces.push_back(std::move(trace)); };
    const auto read = [&]() -> Result<void> {
        auto client = worker(plugin, false);
        if (!client) return client.error();
        auto done = (*client)->call({Function::Inventory, {}}, sinks, {});
        if (!done || !(*client)->has(Function::Traces)) return done;
        return (*client)->call({Function::Traces, {}}, sinks, {});
    };
    auto done = read();
    if (done) {
        if (auto twice = sort_and_check(inventory.packages)) done = *twice;
    }
    if (done) return inventory;
    if (done.error().code == Code::Unavailable && !asked_for) return std::nullopt;
    problems.push_back({id.text, done.error().message, kNextForPlugin, done.error().code});
    return std::nullopt;
}

Report<std::vector<InstallerInventory>>
WorkerInstallers::inventory(const std::vector<InstallerId>& only) {
    Report<std::vector<InstallerInventory>> report;
    std::vector<FoundPlugin> chosen;
    for (const auto& plugin : plugins().value) {
        const bool named = std::find(only.begin(), only.end(), plugin.manifest.id) != only.end();
        if (only.empty() || named) chosen.push_back(plugin);
    }
    for (const auto& id : only) {
        const auto known = plugin(id);
        if (!known) report.problems.push_back({id.text, known.error().message, "", Code::NotFound});
    }
    for (const auto& problem : plugins().problems) {
        if (only.empty() && problem.code != Code::Conflict) report.problems.push_back(problem);
    }
    std::vector<std::optional<InstallerInventory>> read(chosen.size());
    std::vector<std::vector<Problem>> problems(chosen.size());
    side_by_side(chosen, [&](std::size_t i) {
        read[i] = inventory_of(chosen[i], !only.empty(), problems[i]);
    });
    for (auto& one : read) {
        if (one) report.value.push_back(std::move(*one));
    }
    for (auto& more : problems)
        report.add(std::move(more));
    return report;
}

Result<std::vector<Offer>> WorkerInstallers::offers(const InstallerId& installer,
                                                    const CallMessage& message) {
    const auto found = plugin(installer);
    if (!found) return found.error();
    auto client = worker(**found, false);
    if (!client) return client.error().under(installer.text);
    std::vector<Offer> result;
    Sinks sinks;
    sinks.on_offer = [&](Offer offer) { result.push_back(std::move(offer)); };
    const auto done = (*client)->call(message, sinks, {});
    if (!done) return done.error().under(installer.text);
    return result;
}

Result<std::vector<Offer>> WorkerInstallers::look_up(const InstallerId& installer,
                                                     const std::vector<NativeId>& ids) {
    return offers(installer, {Function::LookUp, texts(ids)});
}

Result<std::vector<Offer>> WorkerInstallers::outdated(const InstallerId& installer) {
    return offers(installer, {Function::Outdated, {}});
}

std::vector<Outcome> WorkerInstallers::act(const ActionRequest& request,
                                           const ActionEvents& events) {
    std::map<NativeId, Outcome> said;
    Sinks sinks;
    sinks.on_progress = events.on_progress;
    sinks.on_outcome = [&](const Outcome& outcome) {
        const bool asked =
            std::find(request.ids.begin(), request.ids.end(), outcome.id) != request.ids.end();
        if (asked && said.emplace(outcome.id, outcome).second && events.on_outcome)
            events.on_outcome(outcome);
    };
    const auto run = [&]() -> Result<void> {
        const auto found = plugin(request.installer);
        if (!found) return found.error();
        auto client = worker(**found, (*found)->manifest.elevate.contains(request.action));
        if (!client) return client.error();
        return (*client)->call({function_of(request.action), texts(request.ids)}, sinks,
                               events.cancelled);
    };
    const auto done = run();
    std::vector<Outcome> outcomes;
    for (const auto& id : request.ids) {
        if (!said.contains(id)) {
            const auto error =
                done ? Error{Code::Internal, "the plugin said nothing about it"} : done.error();
            sinks.on_outcome({id, result_of(error), "", error.message});
        }
        outcomes.push_back(said.at(id));
    }
    return outcomes;
}

} // namespace ferry::host
