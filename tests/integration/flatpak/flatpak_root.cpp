// Commits made with build-export at a fixed time; everything lies on one tmpfs, since flatpak
// syncs.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/flatpak/flatpak_root.hpp"

#include <sys/mount.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace ferry::testing {
namespace {

namespace fs = std::filesystem;

const std::string kRuntime = "org.example.Platform/x86_64/1";

std::string metadata(const std::string& name) {
    return "[Application]\nname=" + name + "\nruntime=" + kRuntime + "\nsdk=" + kRuntime +
           "\ncommand=run\n";
}

/// The one place where flatpak takes an app's version from.
std::string appstream(const std::string& name, const std::string& version) {
    return "<components version=\"0.8\" origin=\"flatpak\"><component "
           "type=\"desktop-application\"><id>" +
           name +
           "</id><name>Example</name><summary>An example</summary><releases><release "
           "version=\"" +
           version + "\" date=\"2026-01-01\"/></releases></component></components>";
}

} // namespace

void FlatpakRoot::SetUp() {
    if (geteuid() != 0) GTEST_SKIP() << "needs root: mounts a tmpfs";
    if (!fs::exists("/usr/bin/flatpak")) GTEST_SKIP() << "needs /usr/bin/flatpak";
    auto pattern = (fs::temp_directory_path() / "ferry-flatpak-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    ASSERT_EQ(mount("tmpfs", folder_.c_str(), "tmpfs", 0, "mode=755,size=900m"), 0);
    root = folder_ / "root";
    user = root / "root/.local/share/flatpak";
    fs::create_directories(root / "usr/bin");
    write_file(root / "usr/bin/flatpak", "");
    setenv("FLATPAK_USER_DIR", user.c_str(), 1);
    setenv("FLATPAK_SYSTEM_DIR", (root / "var/lib/flatpak").c_str(), 1);
    write_file(folder_ / "rt/metadata", "[Runtime]\nname=org.example.Platform\nruntime=" +
                                            kRuntime + "\nsdk=" + kRuntime + "\n");
    fs::create_directories(folder_ / "rt/usr");
    fs::create_directories(folder_ / "rt/files");
    flatpak({"build-export", "--runtime", "--disable-sandbox", "--no-update-summary",
             (folder_ / "repo").string(), (folder_ / "rt").string(), "1"});
    flatpak({"build-update-repo", (folder_ / "repo").string()});
    flatpak({"--user", "remote-add", "--no-gpg-verify", "local",
             "file://" + (folder_ / "repo").string()});
    installers_ = installers_of(root, files_, processes_);
}

void FlatpakRoot::TearDown() {
    unsetenv("FLATPAK_USER_DIR");
    unsetenv("FLATPAK_SYSTEM_DIR");
    if (folder_.empty()) return;
    umount2(folder_.c_str(), MNT_DETACH);
    fs::remove_all(folder_);
}

void FlatpakRoot::publish(const std::string& name, const std::string& version,
                          const std::string& branch) {
    const auto id = "org.example." + name;
    const auto app = folder_ / "app";
    fs::remove_all(app);
    write_file(app / "metadata", metadata(id));
    fs::create_directories(app / "export");
    write_file(app / "files/bin/run", version);
    const auto xml = app / ("files/share/app-info/xmls/" + id + ".xml");
    write_file(xml, appstream(id, version));
    run_tool({"gzip", "-n", xml.string()});
    flatpak({"build-export", "--disable-sandbox", "--no-update-summary",
             (folder_ / "repo").string(), app.string(), branch});
    flatpak({"build-update-repo", (folder_ / "repo").string()});
}

std::string FlatpakRoot::flatpak(std::vector<std::string> words) {
    words.insert(words.begin(), "flatpak");
    return run_tool(words);
}

std::string FlatpakRoot::listed() {
    std::istringstream lines(flatpak({"list", "--user", "-a", "--columns=ref,version"}));
    std::vector<std::string> all;
    for (std::string line; std::getline(lines, line);) {
        std::replace(line.begin(), line.end(), '\t', ' ');
        while (line.ends_with(' '))
            line.pop_back();
        if (!line.empty()) all.push_back(line);
    }
    std::sort(all.begin(), all.end());
    std::string text;
    for (const auto& line : all)
        text += line + "\n";
    return text;
}

std::vector<Outcome> FlatpakRoot::act(Action action, const std::vector<std::string>& ids) {
    steps.clear();
    host::ActionEvents events;
    events.on_progress = [&](const Progress& step) { steps.push_back(step); };
    events.cancelled = is_cancelled;
    return testing::act(*installers_, InstallerId{"flatpak"}, action, ids, events);
}

} // namespace ferry::testing
