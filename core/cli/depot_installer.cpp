// One file after the other: fetched, checked against its signed manifest, installed.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/depot_installer.hpp"

#include "core/base/text.hpp"
#include "core/cli/depot_words.hpp"
#include "core/depot/install.hpp"
#include "core/host/elevation.hpp"

#include <algorithm>
#include <utility>

namespace ferry::cli {
namespace {

constexpr const char* kAppImage = ".AppImage";

/// Of what comes before the installation. What the network did is worth another try.
ResultClass result_of(const Error& error) {
    switch (error.code) {
    case Code::Network:
    case Code::TimedOut:
    case Code::Unavailable:
        return ResultClass::Network;
    case Code::Cancelled:
        return ResultClass::Cancelled;
    case Code::NotFound:
        return ResultClass::NotFound;
    default:
        return ResultClass::Failed;
    }
}

Outcome failed(const std::string& software, const Error& error) {
    return {{software}, result_of(error), {}, error.message};
}

bool is_depot(const InstallerId& installer) {
    return installer == depot_installer();
}

/// The depot's .deb files wait for dpkg as apt does, its .rpm files as dnf does.
std::string lock_beside(const std::vector<host::InstallerInfo>& others) {
    for (const auto& other : others)
        if (other.available && (other.id.text == "apt" || other.id.text == "dnf"))
            return other.lock;
    return "depot";
}

} // namespace

InstallerId depot_installer() {
    return {"depot"};
}

Result<ChosenFile> choose_file(Context& context, DepotDesk& desk, const std::string& software) {
    auto list = desk.depot.list(software);
    if (!list) return list.error();
    for (const auto& refused : list->refused)
        context.complain(Error{Code::Denied, refused.id.substr(0, 12) + ": " + refused.reason});
    std::vector<depot::Offer> offers;
    for (const auto& file : list->files)
        offers.push_back(offer_of(file.manifest));
    auto choice = depot::choose(offers, target_of(context.device()));
    if (!choice) return choice.error().under(software);
    const auto at = std::find(offers.begin(), offers.end(), choice->offer) - offers.begin();
    return ChosenFile{std::move(list->files[static_cast<std::size_t>(at)]), std::move(*choice)};
}

Outcome install_file(Context& context, DepotDesk& desk, const ChosenFile& chosen,
                     const host::ActionEvents& events) {
    const auto& manifest = chosen.file.manifest;
    const auto folder = context.paths().cache / "depot" / chosen.file.id;
    if (const auto made = context.files().create_folders(folder, true); !made)
        return failed(manifest.software, made.error());
    const auto file = desk.depot.get(chosen.file, folder, shown_progress(context, manifest.file));
    if (!file) return failed(manifest.software, file.error().under(manifest.file));
    host::Elevation elevation(context.processes(), context.terminal().can_ask());
    auto outcome = depot::install(
        chosen.choice.offer, *file,
        {context.files(), context.processes(), elevation, context.paths(), context.device().os},
        events);
    // What would ask is told with the command that runs this very file by hand.
    const bool by_hand = manifest.format == "exe" && manifest.silent.empty();
    if (!by_hand) (void)context.files().remove(*file);
    return outcome;
}

std::vector<Package> depot_packages(const ReadOnlyFiles& files, const Paths& paths) {
    std::vector<Package> packages;
    const auto add = [&](const std::string& software, const std::string& version) {
        Package package;
        package.id = {software};
        package.version = version;
        packages.push_back(std::move(package));
    };
    const auto archives = files.list(paths.data / "depot");
    if (archives) {
        for (const auto& software : *archives) {
            const auto versions = files.list(paths.data / "depot" / from_utf8(software.name));
            if (!versions) continue;
            for (const auto& version : *versions)
                if (!version.name.ends_with(".new") && !version.name.ends_with(".old"))
                    add(software.name, version.name);
        }
    }
    const auto images = files.list(paths.home / "Applications");
    if (!images) return packages;
    for (const auto& image : *images) {
        if (!image.name.ends_with(kAppImage)) continue;
        const auto software =
            image.name.substr(0, image.name.size() - std::string(kAppImage).size());
        const auto entry = from_utf8("ferry-" + software + ".desktop"); // ours, and no other's
        if (files.exists(paths.home / ".local/share/applications" / entry)) add(software, "");
    }
    return packages;
}

Report<std::vector<host::InstallerInfo>> WithDepot::probe() {
    auto report = others_.probe();
    host::InstallerInfo info{depot_installer(),        "Depot", {}, true, {}, {},
                             lock_beside(report.value)};
    report.value.push_back(std::move(info));
    std::sort(report.value.begin(), report.value.end(),
              [](const auto& left, const auto& right) { return left.id < right.id; });
    return report;
}

Report<std::vector<InstallerInventory>> WithDepot::inventory(const std::vector<InstallerId>& only) {
    auto rest = only;
    const auto end = std::remove_if(rest.begin(), rest.end(), is_depot);
    const bool asked = only.empty() || end != rest.end();
    rest.erase(end, rest.end());
    Report<std::vector<InstallerInventory>> report;
    if (only.empty() || !rest.empty()) report = others_.inventory(rest);
    if (!asked) return report;
    InstallerInventory own;
    own.installer = depot_installer();
    own.packages = depot_packages(context_.files(), context_.paths());
    report.value.push_back(std::move(own));
    return report;
}

Result<std::vector<Offer>> WithDepot::look_up(const InstallerId& installer,
                                              const std::vector<NativeId>& ids) {
    if (is_depot(installer)) return std::vector<Offer>();
    return others_.look_up(installer, ids);
}

Result<std::vector<Offer>> WithDepot::outdated(const InstallerId& installer) {
    if (is_depot(installer)) return std::vector<Offer>();
    return others_.outdated(installer);
}

std::vector<Outcome> WithDepot::act(const host::ActionRequest& request,
                                    const host::ActionEvents& events) {
    if (!is_depot(request.installer)) return others_.act(request, events);
    std::vector<Outcome> outcomes;
    const auto tell = [&](Outcome outcome) {
        if (events.on_outcome) events.on_outcome(outcome);
        outcomes.push_back(std::move(outcome));
    };
    auto desk = DepotDesk::open(context_);
    for (const auto& id : request.ids) {
        if (request.action != Action::Install) {
            tell({id, ResultClass::Failed, {}, "the depot only installs"});
        } else if (events.cancelled && events.cancelled()) {
            tell({id, ResultClass::Cancelled, {}, "not begun"});
        } else if (!desk) {
            tell(failed(id.text, desk.error()));
        } else {
            const auto chosen = choose_file(context_, *desk, id.text);
            tell(chosen ? install_file(context_, *desk, *chosen, events)
                        : failed(id.text, chosen.error()));
        }
    }
    return outcomes;
}

} // namespace ferry::cli
