// One rule for a path of a machine whose tree lies below another folder.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/rooted_path.hpp"

#include "core/platform/files.hpp"

#include <algorithm>

namespace ferry {
namespace {

bool names_a_drive(std::string_view path) {
    const auto letter = path.empty() ? ' ' : path.front();
    return path.size() >= 3 && path[1] == ':' && path[2] == '/' &&
           ((letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z'));
}

} // namespace

Result<std::filesystem::path> path_below(const std::filesystem::path& root, std::string_view path) {
    const bool own = root == root.root_path();
    const auto subject = std::string(path);
    if (!own && names_a_drive(path)) {
        if (path.front() != 'C' && path.front() != 'c')
            return Error{Code::NotFound, subject + ": a root stands for drive C alone"};
        path.remove_prefix(2);
    }
    const auto inside = from_utf8(path);
    if (!inside.has_root_directory())
        return Error{Code::BadData, subject + ": is no absolute path"};
    if (std::find(inside.begin(), inside.end(), "..") != inside.end())
        return Error{Code::BadData, subject + ": holds \"..\""};
    return own ? inside : root / inside.relative_path();
}

} // namespace ferry
