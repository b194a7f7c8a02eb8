// Finding homes, recovering, capturing.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/settings_desk.hpp"

#include "core/base/text.hpp"
#include "core/platform/machine.hpp"
#include "core/platform/programs.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace ferry::cli {
namespace {

namespace fs = std::filesystem;

/// Another system's disk may lie below --root.
std::string system_below(Context& context, const fs::path& root) {
    if (root == "/") return context.device().os;
    if (context.files().exists(root / "Windows/System32")) return "windows";
    if (context.files().exists(root / "System/Library/CoreServices")) return "macos";
    return context.device().os;
}

/// The one home folder of a tree below --root.
Result<fs::path> home_below(Context& context, const fs::path& root, const std::string& system) {
    const auto above = root / (system == "linux" ? "home" : "Users");
    const std::set<std::string> nobody{"Public", "Default", "Default User", "All Users", "Shared"};
    std::vector<std::string> names;
    const auto entries = context.files().list(above);
    for (const auto& entry : entries ? *entries : std::vector<FileEntry>{}) {
        if (entry.kind == FileKind::Folder && nobody.count(entry.name) == 0)
            names.push_back(entry.name);
    }
    if (names.size() == 1) return above / from_utf8(names[0]);
    return Error{Code::NotFound,
                 to_utf8(above) +
                     (names.empty() ? " has no home folder"
                                    : " has several homes (" + join(names, ", ") + ")") +
                     "; say which with --home"};
}

/// On this very system the environment may move a place.
void apply_environment(settings::Places& places) {
    const std::map<std::string, const char*> variables =
        places.system == "windows"
            ? std::map<std::string, const char*>{{"roaming", "APPDATA"}, {"local", "LOCALAPPDATA"}}
            : std::map<std::string, const char*>{{"config", "XDG_CONFIG_HOME"},
                                                 {"data", "XDG_DATA_HOME"}};
    for (const auto& [place, variable] : variables) {
        const auto value = from_utf8(environment(variable));
        if (value.is_absolute()) places.folders[place] = value;
    }
}

Result<settings::Places> places_for(Context& context, const HomeOptions& options) {
    const fs::path root = from_utf8(context.options.root);
    const bool is_here = root == "/" && options.home.empty();
    const auto system = system_below(context, root);
    auto home = Result<fs::path>(context.paths().home);
    if (!options.home.empty())
        home = fs::absolute(from_utf8(options.home));
    else if (!is_here)
        home = home_below(context, fs::absolute(root), system);
    if (!home) return home.error();
    auto places = settings::customary_places(system, *home);
    if (is_here) apply_environment(places);
    return places;
}

} // namespace

void HomeOptions::add(Options& options) {
    options.add_option("--home", home, "another home folder than yours, or which one below --root")
        .type_name("FOLDER");
}

SettingsDesk::SettingsDesk(Context& context, std::unique_ptr<Account> account,
                           settings::Places places)
    : context_(context), account_(std::move(account)), places_(std::move(places)),
      restorer_(context.files(), context.clock(), context.paths().data / "settings") {}

Result<std::unique_ptr<SettingsDesk>> SettingsDesk::open(Context& context,
                                                         const HomeOptions& home) {
    auto places = places_for(context, home);
    if (!places) return places.error();
    auto account = Account::open(context);
    if (!account) return account.error();
    std::unique_ptr<SettingsDesk> desk(
        new SettingsDesk(context, std::move(*account), std::move(*places)));
    const auto recovered = desk->restorer_.recover();
    if (!recovered) return recovered.error();
    if (*recovered)
        context.say("Settings that were being written when ferry was interrupted are as they were "
                    "before.");
    return desk;
}

Result<identity::Software> SettingsDesk::software(const std::string& id) {
    const auto catalog = context_.catalog();
    if (!catalog) return catalog.error();
    auto found = (*catalog)->find(SoftwareId{id});
    if (!found) {
        const auto near = (*catalog)->search(id, 1);
        return Error{Code::NotFound,
                     "software \"" + printable(id) + "\" is not in the catalog" +
                         (near.empty() ? std::string() : "; did you mean " + near[0].text + "?")};
    }
    if (found->settings.empty())
        return Error{Code::NotFound, "the catalog does not know where " + id +
                                         " keeps its settings; catalog/CONTRIBUTING.md says how to "
                                         "add that"};
    return std::move(*found);
}

std::vector<identity::Software> SettingsDesk::installed() {
    std::map<SoftwareId, identity::Software> found;
    const auto catalog = context_.catalog();
    if (!catalog) return {};
    const auto add = [&](const std::optional<identity::Recognition>& known) {
        if (!known || found.count(known->software) != 0) return;
        auto software = (*catalog)->find(known->software);
        if (software && !software->settings.empty())
            found.emplace(known->software, std::move(*software));
    };
    const auto report = context_.installers().inventory({});
    for (const auto& installer : report.value) {
        for (const auto& package : installer.packages)
            add((*catalog)->recognise(PackageRef{installer.installer, package.id}));
        for (const auto& trace : installer.traces)
            add((*catalog)->recognise(trace, context_.device().os));
    }
    std::vector<identity::Software> all;
    for (auto& [id, software] : found)
        all.push_back(std::move(software));
    return all;
}

/// Where the flatpak's own folder is there and the system's is not.
bool SettingsDesk::prefers_flatpak(const identity::Software& software) {
    return std::any_of(software.settings.begin(), software.settings.end(), [&](const auto& rule) {
        const auto flatpak = settings::folder_of(rule, places_, true);
        const auto system = settings::folder_of(rule, places_, false);
        return flatpak && flatpak != system && context_.files().exists(*flatpak) &&
               !(system && context_.files().exists(*system));
    });
}

Result<settings::Capture> SettingsDesk::captured(const identity::Software& software,
                                                 bool with_secrets) {
    settings::CaptureOptions options;
    options.with_secrets = with_secrets;
    options.prefer_flatpak = prefers_flatpak(software);
    auto capture = settings::capture(software.settings, places_, context_.files(), options);
    if (!capture) return capture.error().under(software.id.text);
    return capture;
}

Result<sync::BundleStore*> SettingsDesk::store() {
    if (!store_) {
        auto opened = sync::BundleStore::open(account_->parts());
        if (!opened) return opened.error();
        store_.emplace(std::move(*opened));
    }
    return &*store_;
}

Result<settings::BundleContent> SettingsDesk::content(const SoftwareId& software,
                                                      const std::string& hash) {
    const auto store = this->store();
    if (!store) return store.error();
    const auto bytes = (*store)->fetch(software, hash);
    if (!bytes) return bytes.error();
    auto content = settings::decode_bundle_content(*bytes);
    if (!content) return content.error().under(software.text);
    if (content->software != software)
        return Error{Code::Denied, "the bundle of " + software.text + " says that it is of " +
                                       printable(content->software.text) + "; refused"};
    return content;
}

std::optional<std::string> SettingsDesk::running(const identity::Software& software) const {
    if (context_.options.root != "/") return std::nullopt;
    std::set<std::string> names{software.id.text, lower(software.name)};
    for (const auto& group : software.packages) {
        for (const auto& package : group.packages) {
            const auto& id = package.id.text;
            names.insert(lower(id.substr(id.find_last_of(".:/") + 1)));
        }
    }
    const auto programs = running_programs();
    for (const auto& name : names) {
        if (programs.count(name.substr(0, 15)) != 0 || programs.count(name) != 0) return name;
    }
    return std::nullopt;
}

Result<std::string> content_of(const identity::Software& software,
                               std::vector<settings::SettingsFile> files, const Device& device) {
    return settings::encode(
        settings::BundleContent{software.id, device.name, device.os, std::move(files)});
}

} // namespace ferry::cli
