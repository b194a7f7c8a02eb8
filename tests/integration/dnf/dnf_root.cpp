// rpmbuild and createrepo_c make the repository; dnf reads its configuration inside the tree.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/dnf/dnf_root.hpp"

#include <sys/mount.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace ferry::testing {

namespace fs = std::filesystem;

void DnfRoot::SetUp() {
    if (geteuid() != 0) GTEST_SKIP() << "needs root: rpm changes trees only then";
    for (const char* tool : {"/usr/bin/dnf", "/usr/bin/rpmbuild", "/usr/bin/createrepo_c"}) {
        if (!fs::exists(tool)) GTEST_SKIP() << "needs " << tool;
    }
    auto pattern = (fs::temp_directory_path() / "ferry-dnf-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    ASSERT_EQ(mount("tmpfs", folder_.c_str(), "tmpfs", 0, "mode=755,size=400m"), 0);
    root = folder_ / "root";
    fs::create_directories(folder_ / "repository");
    // Debian's rpm keeps its database in the home folder unless told otherwise.
    write_file(folder_ / "home/.rpmmacros", "%_dbpath /usr/lib/sysimage/rpm\n");
    home_before_ = getenv("HOME") == nullptr ? "" : getenv("HOME");
    setenv("HOME", (folder_ / "home").c_str(), 1);
    fs::create_directories(root / "usr/lib/sysimage/rpm");
    write_file(root / "etc/os-release", "ID=example\nVERSION_ID=1\n");
    write_file(root / "etc/dnf/dnf.conf",
               "[main]\ngpgcheck=0\nplugins=0\ninstall_weak_deps=0\nmetadata_expire=0\n");
    write_file(root / "etc/yum.repos.d/local.repo",
               "[local]\nname=Local\nenabled=1\ngpgcheck=0\nbaseurl=file://" +
                   (folder_ / "repository").string() + "\n");
    publish({});
    run_tool({"rpm", "--root", root.string(), "--initdb"});
    installers_ = installers_of(root, files_, processes_);
}

void DnfRoot::TearDown() {
    if (folder_.empty()) return;
    setenv("HOME", home_before_.c_str(), 1);
    umount2(folder_.c_str(), MNT_DETACH);
    fs::remove_all(folder_);
}

void DnfRoot::publish(const std::vector<Rpm>& rpms) {
    const auto spec = folder_ / "made-up.spec";
    for (const auto& rpm : rpms) {
        write_file(spec, "Name: " + rpm.name + "\nVersion: " + rpm.version +
                             "\nRelease: 1\nSummary: made up\nLicense: none\nBuildArch: noarch\n" +
                             rpm.fields + "%description\nmade up\n" + rpm.sections + "\n%files\n");
        run_tool({"rpmbuild", "-bb", "--quiet", "--define", "_topdir " + (folder_ / "rb").string(),
                  "--define", "_rpmdir " + (folder_ / "repository").string(), "--define",
                  "_binary_payload w1.gzdio", "--define", "_rpmfilename %{NAME}-%{VERSION}.rpm",
                  spec.string()});
    }
    run_tool({"createrepo_c", "-q", (folder_ / "repository").string()});
    fs::remove_all(root / "var/cache/dnf"); // within one second dnf takes what it has for new
}

void DnfRoot::configure(const std::string& line) {
    std::ofstream(root / "etc/dnf/dnf.conf", std::ios::app) << line << "\n";
}

std::string DnfRoot::listed() {
    std::istringstream lines(run_tool({"rpm", "--root", root.string(), "-qa", "--qf",
                                       "%{NAME} %|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\n"}));
    std::vector<std::string> all;
    for (std::string line; std::getline(lines, line);)
        all.push_back(line + "\n");
    std::sort(all.begin(), all.end());
    std::string text;
    for (const auto& line : all)
        text += line;
    return text;
}

std::string DnfRoot::dnf(std::vector<std::string> words) {
    std::vector<std::string> argv = {"dnf", "--installroot=" + root.string(), "--releasever=1"};
    argv.insert(argv.end(), words.begin(), words.end());
    return run_tool(argv);
}

std::vector<Outcome> DnfRoot::act(Action action, const std::vector<std::string>& ids) {
    steps.clear();
    host::ActionEvents events;
    events.on_progress = [&](const Progress& step) { steps.push_back(step); };
    events.cancelled = is_cancelled;
    return testing::act(*installers_, InstallerId{"dnf"}, action, ids, events);
}

} // namespace ferry::testing
