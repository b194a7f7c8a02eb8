// FOLDER/state.json.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/fetched.hpp"

#include "core/base/json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

namespace ferry::identity {
namespace {

namespace fs = std::filesystem;

bool is_commit(const std::string& text) {
    return text.size() == 40 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

} // namespace

Result<Fetched> read_fetched(const fs::path& folder) {
    std::ifstream file(folder / "state.json", std::ios::binary);
    if (!file) return Error{Code::NotFound, "no catalog was fetched yet"};
    const std::string text(std::istreambuf_iterator<char>(file), {});
    const auto json = parse_json(text);
    if (!json) return json.error().under("state.json");
    Fetched fetched{
        json_text(*json, "remote"), json_text(*json, "commit"), json_text(*json, "base"), {}};
    if (json->is_object() && json->contains("indexes") && (*json)["indexes"].is_array()) {
        for (const auto& name : (*json)["indexes"]) {
            if (name.is_string()) fetched.indexes.push_back(name.get<std::string>());
        }
    }
    const bool foreign =
        std::any_of(fetched.indexes.begin(), fetched.indexes.end(),
                    [](const auto& name) { return fs::path(name).has_parent_path(); });
    if (!is_commit(fetched.commit) || !is_commit(fetched.base) || fetched.indexes.empty() ||
        foreign)
        return Error{Code::BadData, "state.json does not say what was fetched"};
    return fetched;
}

Result<void> write_fetched(const fs::path& folder, const Fetched& fetched) {
    const nlohmann::json json{{"remote", fetched.remote},
                              {"commit", fetched.commit},
                              {"base", fetched.base},
                              {"indexes", fetched.indexes}};
    return write_by_rename(folder / "state.json", dump_json(json, 2) + "\n");
}

Result<void> write_by_rename(const fs::path& target, std::string_view bytes) {
    auto beside = target;
    beside += ".new";
    std::error_code failed;
    if (target.has_parent_path()) fs::create_directories(target.parent_path(), failed);
    {
        std::ofstream file(beside, std::ios::binary | std::ios::trunc);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        file.close();
        if (!file) return Error{Code::Io, beside.string() + " cannot be written"};
    }
    fs::rename(beside, target, failed);
    if (failed) return Error{Code::Io, target.string() + ": " + failed.message()};
    return {};
}

} // namespace ferry::identity
