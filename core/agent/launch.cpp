// What the service manager is to start: this very program, for this very memory.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/launch.hpp"

#include "core/base/text.hpp"
#include "core/platform/files.hpp"
#include "core/platform/machine.hpp"

#include <algorithm>
#include <utility>

namespace ferry::agent {
namespace {

Result<std::string> written(const std::filesystem::path& path) {
    auto text = to_utf8(path);
    const bool control = std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
    if (!control && valid_utf8(text)) return text;
    return Error{Code::BadData,
                 "\"" + printable(text) +
                     "\" cannot be written for the service manager: it holds control "
                     "characters, or is no UTF-8"};
}

} // namespace

Result<Launch> launch_of(const std::filesystem::path& program) {
    auto text = written(program);
    if (!text) return text.error();
    return Launch{std::move(*text), {"agent", "run"}};
}

Result<std::string> folder_in_force(const std::string& variable) {
    const auto value = environment(variable);
    if (value.empty()) return std::string();
    return written(std::filesystem::absolute(from_utf8(value)));
}

Result<void> add_environment(Launch& launch, const std::vector<std::string>& variables) {
    for (const auto& name : variables) {
        auto value = folder_in_force(name);
        if (!value) return value.error().under(name);
        if (!value->empty()) launch.environment.emplace_back(name, std::move(*value));
    }
    return {};
}

void add_key_store(Launch& launch) {
    const std::string name = "FERRY_KEY_STORE";
    if (auto wish = environment(name); !wish.empty())
        launch.environment.emplace_back(name, std::move(wish));
}

} // namespace ferry::agent
