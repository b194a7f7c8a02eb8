// The layout of plugin_abi.h against the list of its first version: what is there stays where it
// is.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/sdk/abi_layout.hpp"

#include <ferry/plugin_abi.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <type_traits>

namespace ferry::testing {
namespace {

// A call with other arguments would not change a size, so the signatures stand here once more.
using Probe = ferry_status (*)(const ferry_host*);
using Act = ferry_status (*)(const ferry_host*, const ferry_str*, size_t);
static_assert(std::is_same_v<decltype(ferry_plugin::probe), Probe>);
static_assert(std::is_same_v<decltype(ferry_plugin::inventory), Probe>);
static_assert(std::is_same_v<decltype(ferry_plugin::traces), Probe>);
static_assert(std::is_same_v<decltype(ferry_plugin::look_up), Act>);
static_assert(std::is_same_v<decltype(ferry_plugin::install), Act>);
static_assert(std::is_same_v<decltype(ferry_plugin::remove), Act>);
static_assert(std::is_same_v<decltype(ferry_plugin::upgrade), Act>);
static_assert(std::is_same_v<decltype(ferry_plugin::outdated), Probe>);
using Line = void (*)(void*, int32_t, ferry_str);
static_assert(std::is_same_v<ferry_line_fn, Line>);
static_assert(std::is_same_v<decltype(ferry_host::run),
                             ferry_status (*)(void*, const ferry_command*, ferry_output*)>);
static_assert(std::is_same_v<decltype(ferry_host::read_file),
                             ferry_status (*)(void*, ferry_str, ferry_str*)>);
static_assert(std::is_same_v<decltype(ferry_host::list_dir),
                             ferry_status (*)(void*, ferry_str, Line, void*)>);
static_assert(std::is_same_v<decltype(ferry_host::emit), void (*)(void*, const ferry_package*)>);
static_assert(
    std::is_same_v<decltype(ferry_host::emit_trace), void (*)(void*, const ferry_trace*)>);
static_assert(
    std::is_same_v<decltype(ferry_host::emit_offer), void (*)(void*, const ferry_offer*)>);
static_assert(
    std::is_same_v<decltype(ferry_host::progress), void (*)(void*, const ferry_progress*)>);
static_assert(std::is_same_v<decltype(ferry_host::outcome), void (*)(void*, const ferry_outcome*)>);
static_assert(std::is_same_v<decltype(ferry_host::cancelled), uint32_t (*)(void*)>);
static_assert(std::is_same_v<decltype(ferry_host::fail), void (*)(void*, ferry_status, ferry_str)>);
static_assert(
    std::is_same_v<decltype(ferry_host::log), void (*)(void*, ferry_log_level, ferry_str)>);
static_assert(std::is_same_v<decltype(ferry_host::present), void (*)(void*, ferry_str, ferry_str)>);

std::string recorded(const std::string& name) {
    std::ifstream file(std::string(FERRY_SOURCE_DIR "/tests/unit/sdk/") + name);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST(PluginAbi, HasTheLayoutOfVersionOneDotZero) {
    EXPECT_EQ(abi_layout(), recorded("abi_1_0.txt"))
        << "A field that moved breaks every plugin in the field. Fields are appended, the minor "
           "version is raised, and the longer list is added as abi_1_<minor>.txt.";
}

} // namespace ferry::testing
