// Installers without a machine: what is installed is files in a folder, so it outlives a crash.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/host/installers.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace ferry::testing {

/// Thread-safe where Installers is. Everything public is set before the first call.
class FakeInstallers final : public host::Installers {
public:
    explicit FakeInstallers(std::filesystem::path folder) : folder_(std::move(folder)) {}

    void add(const std::string& id, const std::string& lock, bool available = true) {
        infos_.push_back({{id}, id, {}, available, "1", available ? "" : "not installed", lock});
    }
    void put(const std::string& installer, const std::string& id) {
        std::filesystem::create_directories(folder_ / installer);
        std::ofstream(folder_ / installer / id) << "1.0";
    }
    bool has(const std::string& installer, const std::string& id) const {
        return std::filesystem::exists(folder_ / installer / id);
    }
    /// "apt install a b", in the order of the calls, of every process.
    std::vector<std::string> calls() const { return lines_of("calls"); }
    /// "apt a" for each package that was to be installed although it was there.
    std::vector<std::string> repeated() const { return lines_of("repeated"); }

    std::map<std::string, std::vector<Outcome>> script; // by id: the next outcomes, in order
    std::set<std::string> poison;         // breaks every batch that it is part of, and itself
    std::set<std::string> silent;         // no outcome is reported for it
    std::set<std::string> unreadable;     // installers without an inventory
    std::set<std::string> half_installed; // reported as broken
    std::function<void(const host::ActionRequest&, const host::ActionEvents&)> on_act;

    Report<std::vector<host::InstallerInfo>> probe() override { return {infos_, {}}; }

    Report<std::vector<InstallerInventory>>
    inventory(const std::vector<InstallerId>& only) override {
        Report<std::vector<InstallerInventory>> report;
        for (const auto& installer : only) {
            if (unreadable.contains(installer.text)) {
                report.problems.push_back(
                    {installer.text, "its database is damaged", "", Code::Io});
                continue;
            }
            report.value.push_back({installer, "1", packages_of(installer.text), {}});
        }
        return report;
    }

    Result<std::vector<Offer>> look_up(const InstallerId&, const std::vector<NativeId>&) override {
        return std::vector<Offer>();
    }
    Result<std::vector<Offer>> outdated(const InstallerId&) override {
        return std::vector<Offer>();
    }

    std::vector<Outcome> act(const host::ActionRequest& request,
                             const host::ActionEvents& events) override {
        note_call(request);
        if (on_act) on_act(request, events);
        const bool broken = std::any_of(request.ids.begin(), request.ids.end(),
                                        [&](const auto& id) { return poison.contains(id.text); });
        std::vector<Outcome> outcomes;
        for (const auto& id : request.ids) {
            if (silent.contains(id.text)) continue;
            outcomes.push_back(broken ? Outcome{id, ResultClass::Failed, {}, "the batch broke"}
                                      : outcome_of(request, id, events));
            if (events.on_outcome) events.on_outcome(outcomes.back());
        }
        return outcomes;
    }

private:
    std::vector<std::string> lines_of(const std::string& name) const {
        std::ifstream file(folder_ / name);
        std::vector<std::string> all;
        for (std::string line; std::getline(file, line);)
            all.push_back(line);
        return all;
    }

    std::vector<Package> packages_of(const std::string& installer) const {
        std::vector<Package> packages;
        std::error_code none;
        for (const auto& file : std::filesystem::directory_iterator(folder_ / installer, none)) {
            Package package;
            package.id = {file.path().filename().string()};
            package.version = "1.0";
            package.broken = half_installed.contains(package.id.text);
            packages.push_back(package);
        }
        std::sort(packages.begin(), packages.end(),
                  [](const auto& left, const auto& right) { return left.id < right.id; });
        return packages;
    }

    void note_call(const host::ActionRequest& request) {
        const std::lock_guard lock(mutex_);
        std::ofstream file(folder_ / "calls", std::ios::app);
        file << request.installer.text << " " << to_text(request.action);
        for (const auto& id : request.ids) {
            file << " " << id.text;
            if (request.action == Action::Install && has(request.installer.text, id.text))
                std::ofstream(folder_ / "repeated", std::ios::app)
                    << request.installer.text << " " << id.text << "\n";
        }
        file << "\n";
    }

    Outcome outcome_of(const host::ActionRequest& request, const NativeId& id,
                       const host::ActionEvents& events) {
        if (events.cancelled && events.cancelled()) return {id, ResultClass::Cancelled, {}, ""};
        const std::lock_guard lock(mutex_);
        auto& scripted = script[id.text];
        if (!scripted.empty()) {
            auto next = scripted.front();
            scripted.erase(scripted.begin());
            next.id = id;
            if (!succeeded(next.result)) return next;
        }
        const bool there = has(request.installer.text, id.text);
        if (request.action == Action::Remove) {
            std::filesystem::remove(folder_ / request.installer.text / id.text);
            return {id, there ? ResultClass::Ok : ResultClass::Already, {}, ""};
        }
        put(request.installer.text, id.text);
        return {id, there ? ResultClass::Already : ResultClass::Ok, "1.0", ""};
    }

    std::filesystem::path folder_;
    std::vector<host::InstallerInfo> infos_;
    std::mutex mutex_;
};

} // namespace ferry::testing
