// A package tree, then dpkg-deb --build.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/apt/deb.hpp"

#include "core/platform/process.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace ferry::testing {

std::string run_tool(const std::vector<std::string>& argv) {
    RealProcessRunner processes;
    Command command;
    command.argv = argv;
    command.inherit = {"APT_CONFIG"};
    const auto done = processes.run(command);
    if (!done) {
        ADD_FAILURE() << argv[0] << ": " << done.error().message;
        return {};
    }
    EXPECT_EQ(done->exit_code, 0) << argv[0] << ": " << done->err;
    return done->out;
}

void write_file(const std::filesystem::path& path, const std::string& content) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

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
