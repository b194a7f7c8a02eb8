// Running real tools, and files for them.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/support/tool.hpp"

#include "core/platform/process.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace ferry::testing {

std::string run_tool(const std::vector<std::string>& argv) {
    RealProcessRunner processes;
    Command command;
    command.argv = argv;
    command.inherit = {"APT_CONFIG", "HOME", "FLATPAK_USER_DIR", "FLATPAK_SYSTEM_DIR"};
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

} // namespace ferry::testing
