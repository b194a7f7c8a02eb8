// The command lines of the installers that take files.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/steps.hpp"

#include "core/base/text.hpp"
#include "core/platform/files.hpp"

#include <algorithm>

namespace ferry::depot {
namespace {

using Words = std::vector<std::string>;

Step elevated(Words argv) {
    return Step{std::move(argv), {}, true};
}

/// A changed settings file is kept, an unchanged one is replaced, and nobody is asked.
Step apt_step(const std::string& file) {
    auto step =
        elevated({"apt-get", "-y", "-q", "-o", "Dpkg::Options::=--force-confdef", "-o",
                  "Dpkg::Options::=--force-confold", "-o", "Dpkg::Use-Pty=0", "-o",
                  "DPkg::Lock::Timeout=60", "-o", "APT::Get::AutomaticRemove=false", "-o",
                  "APT::Get::allow-downgrades=false", "--no-remove", "install", "--", file});
    step.environment = {{"DEBIAN_FRONTEND", "noninteractive"},
                        {"APT_LISTCHANGES_FRONTEND", "none"},
                        {"NEEDRESTART_MODE", "l"}}; // lists services, restarts none
    return step;
}

Step dpkg_step(const std::string& file, const Tools& tools) {
    auto step = elevated({"dpkg", "--force-confdef", "--force-confold"});
    if (tools.root != "/") step.argv.push_back("--root=" + to_utf8(tools.root));
    step.argv.insert(step.argv.end(), {"--install", file});
    step.environment = {{"DEBIAN_FRONTEND", "noninteractive"}};
    return step;
}

Step rpm_step(const std::string& file, const Tools& tools) {
    if (!tools.dnf) {
        auto step = elevated({"rpm"});
        if (tools.root != "/") step.argv.push_back("--root=" + to_utf8(tools.root));
        step.argv.insert(step.argv.end(), {"-U", "--", file});
        return step;
    }
    auto step = elevated({"dnf"});
    if (tools.root != "/") step.argv.push_back("--installroot=" + to_utf8(tools.root));
    step.argv.insert(step.argv.end(), {"-y", "--setopt=clean_requirements_on_remove=False",
                                       "--setopt=exit_on_lock=True", "install", "--", file});
    return step;
}

/// A package for one person needs no administrator; the property says so to Windows Installer too.
bool for_one_person(const Words& silent) {
    return std::any_of(silent.begin(), silent.end(), [](const auto& word) {
        return lower(word) == "msiinstallperuser=1" || lower(word) == "allusers=\"\"";
    });
}

Step msi_step(const Offer& offer, const std::string& file) {
    Step step{{"msiexec", "/i", file, "/qn", "/norestart"}, {}, !for_one_person(offer.silent)};
    step.argv.insert(step.argv.end(), offer.silent.begin(), offer.silent.end());
    return step;
}

/// Not elevated by us: its own manifest says whether it needs that, and many install for one
/// person.
Result<Step> exe_step(const Offer& offer, const std::string& file) {
    if (offer.silent.empty())
        return Error{Code::NotSupported, printable(offer.file) +
                                             " has no silent arguments, so it would ask; run it by "
                                             "hand: " +
                                             by_hand(offer, from_utf8(file))};
    Step step{{file}, {}, false};
    step.argv.insert(step.argv.end(), offer.silent.begin(), offer.silent.end());
    return step;
}

} // namespace

Result<std::vector<Step>> steps_of(const Offer& offer, const std::filesystem::path& file,
                                   const Tools& tools) {
    auto native = file;
    const auto path = to_utf8(native.make_preferred()); // "/" would begin an option of msiexec
    const auto one = [](Step step) { return std::vector<Step>{std::move(step)}; };
    if (offer.format == "deb") return one(tools.apt_get ? apt_step(path) : dpkg_step(path, tools));
    if (offer.format == "rpm") return one(rpm_step(path, tools));
    if (offer.format == "msi") return one(msi_step(offer, path));
    if (offer.format == "pkg") return one(elevated({"installer", "-pkg", path, "-target", "/"}));
    if (offer.format == "exe") {
        auto step = exe_step(offer, path);
        if (!step) return step.error();
        return one(std::move(*step));
    }
    return Error{Code::NotSupported, "no installer takes a file of format \"" +
                                         printable(offer.format) + "\"; ferry depot list shows it"};
}

} // namespace ferry::depot
