// The tree as apt needs it: a dozen folders, one configuration file, busybox for the scripts.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/apt/apt_root.hpp"

#include <sys/mount.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

namespace ferry::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* kShell = "/bin/busybox"; // runs the packages' scripts inside the tree

} // namespace

std::string reason_to_skip() {
    if (geteuid() != 0) return "needs root: dpkg changes trees only then";
    for (const char* tool : {kShell, "/usr/bin/apt-get", "/usr/bin/apt-ftparchive"}) {
        if (!fs::exists(tool)) return std::string("needs ") + tool;
    }
    return {};
}

void AptRoot::SetUp() {
    if (const auto why = reason_to_skip(); !why.empty()) GTEST_SKIP() << why;
    auto pattern = (fs::temp_directory_path() / "ferry-apt-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    fs::permissions(pattern, fs::perms(0755));
    folder_ = pattern;
    root = folder_ / "root";
    repository_ = folder_ / "repository";
    fs::create_directories(repository_ / "pool");
    make_tree();
    fs::copy_file(kShell, root / "bin/sh");
    fs::copy_file(kShell, root / "bin/sleep");
    setenv("APT_CONFIG", (root / "apt.conf").c_str(), 1);
    installers_ = installers_of(root, files_, processes_);
}

void AptRoot::TearDown() {
    unsetenv("APT_CONFIG");
    if (mounted_) umount2(root.c_str(), MNT_DETACH);
    if (!folder_.empty()) fs::remove_all(folder_);
}

void AptRoot::make_tree() {
    for (const char* folder :
         {"etc/apt/apt.conf.d", "etc/apt/preferences.d", "etc/apt/sources.list.d",
          "etc/apt/trusted.gpg.d", "var/lib/dpkg/info", "var/lib/dpkg/updates",
          "var/lib/dpkg/parts", "var/lib/dpkg/triggers", "var/lib/dpkg/alternatives",
          "var/lib/apt/lists/partial", "var/cache/apt/archives/partial", "var/log/apt", "tmp",
          "bin", "run"})
        fs::create_directories(root / folder);
    write_file(root / "var/lib/dpkg/status", "");
    write_file(root / "var/lib/dpkg/available", "");
    write_file(root / "var/lib/dpkg/arch", "amd64\narm64\n");
    write_file(root / "etc/apt/sources.list",
               "deb [trusted=yes] file:" + repository_.string() + " ./\n");
    const auto at = root.string();
    write_file(root / "apt.conf",
               "Dir \"" + at + "\";\nDir::State::status \"" + at +
                   "/var/lib/dpkg/status\";\n"
                   "Dir::Bin::dpkg \"/usr/bin/dpkg\";\n"
                   "Dir::Cache::pkgcache \"\";\nDir::Cache::srcpkgcache \"\";\n"
                   "DPkg::Options { \"--root=" +
                   at + "\"; \"--log=" + at +
                   "/var/log/dpkg.log\"; };\n"
                   "APT::Architecture \"amd64\";\nAPT::Architectures { \"amd64\"; \"arm64\"; };\n"
                   "APT::Sandbox::User \"root\";\nAcquire::Languages \"none\";\n");
}

void AptRoot::limit_disk(const std::string& size) {
    const auto options = "mode=755,size=" + size;
    ASSERT_EQ(mount("tmpfs", root.c_str(), "tmpfs", 0, options.c_str()), 0);
    mounted_ = true;
    make_tree();
}

void AptRoot::configure(const std::string& line) {
    std::ofstream(root / "apt.conf", std::ios::app) << line << "\n";
}

void AptRoot::publish(const std::vector<Deb>& debs) {
    for (const auto& deb : debs)
        build_deb(deb, repository_ / "pool", folder_ / "scratch");
    fs::remove(repository_ / "Release");
    const auto repository = repository_.string();
    write_file(repository_ / "Packages",
               run_tool({"env", "-C", repository, "apt-ftparchive", "packages", "pool"}));
    const auto release = run_tool({"env", "-C", repository, "apt-ftparchive", "-o",
                                   "APT::FTPArchive::Release::Suite=test", "release", "."});
    write_file(repository_ / "Release", release);
    run_tool({"apt-get", "-q", "update"});
}

std::vector<Outcome> AptRoot::act(Action action, const std::vector<std::string>& ids) {
    steps.clear();
    host::ActionEvents events;
    events.on_progress = [&](const Progress& step) { steps.push_back(step); };
    events.cancelled = is_cancelled;
    return testing::act(*installers_, InstallerId{"apt"}, action, ids, events);
}

std::string AptRoot::state_of(const std::string& package) const {
    RealProcessRunner processes;
    Command command;
    command.argv = {"dpkg-query",
                    "--admindir=" + (root / "var/lib/dpkg").string(),
                    "-W",
                    "-f",
                    "${db:Status-Abbrev}${Version}",
                    package};
    const auto done = processes.run(command);
    return done ? done->out : done.error().message;
}

} // namespace ferry::testing
