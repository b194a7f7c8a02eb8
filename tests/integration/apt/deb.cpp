// A package tree, then dpkg-deb --build.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/apt/deb.hpp"

namespace ferry::testing {

void build_deb(const Deb& deb, const std::filesystem::path& pool,
               const std::filesystem::path& scratch) {
    namespace fs = std::filesystem;
    fs::remove_all(scratch);
    fs::create_directories(scratch / "usr/share" / deb.name);
    write_file(scratch / "DEBIAN/control", "Package: " + deb.name + "\nVersion: " + deb.version +
                                               "\nArchitecture: " + deb.arch +
                                               "\nMaintainer: Test <test@example.invalid>\n" +
                                               deb.fields + "Description: made up\n");
    for (const auto& [name, body] : deb.scripts) {
        write_file(scratch / "DEBIAN" / name, "#!/bin/sh\n" + body + "\n");
        fs::permissions(scratch / "DEBIAN" / name, fs::perms(0755));
    }
    std::string conffiles;
    for (const auto& path : deb.conffiles)
        conffiles += path + "\n";
    if (!conffiles.empty()) write_file(scratch / "DEBIAN/conffiles", conffiles);
    for (const auto& [path, content] : deb.files)
        write_file(scratch / path, content);
    fs::permissions(scratch, fs::perms(0755));
    auto version = deb.version;
    if (const auto colon = version.find(':'); colon != std::string::npos)
        version.replace(colon, 1, "%3a");
    const auto file = pool / (deb.name + "_" + version + "_" + deb.arch + ".deb");
    run_tool({"dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", scratch, file});
}

} // namespace ferry::testing
