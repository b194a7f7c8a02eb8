// std::filesystem, with errors as values.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/disk.hpp"

#include "core/platform/files.hpp"

#include <system_error>

namespace ferry::depot {
namespace {

namespace fs = std::filesystem;

Result<void> result_of(const std::error_code& code, const fs::path& path) {
    if (!code) return {};
    Code kind = Code::Io;
    if (code == std::errc::permission_denied) kind = Code::Denied;
    if (code == std::errc::file_exists) kind = Code::Conflict;
    if (code == std::errc::function_not_supported) kind = Code::NotSupported;
    return Error{kind, to_utf8(path) + ": " + code.message()};
}

} // namespace

Result<void> make_executable(const fs::path& file) {
    std::error_code code;
    fs::permissions(file,
                    fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                        fs::perms::others_read | fs::perms::others_exec,
                    code);
    return result_of(code, file);
}

Result<void> make_link(const fs::path& at, const fs::path& target) {
    std::error_code code;
    fs::create_symlink(target, at, code);
    return result_of(code, at);
}

fs::path link_target(const fs::path& at) {
    std::error_code none;
    return fs::read_symlink(at, none);
}

Result<void> remove_tree(const fs::path& path) {
    std::error_code code;
    fs::remove_all(path, code);
    return result_of(code, path);
}

Result<void> swap_in(const fs::path& fresh, const fs::path& target, const fs::path& old) {
    if (auto gone = remove_tree(old); !gone) return gone.error();
    std::error_code code;
    const bool was_there = fs::exists(fs::symlink_status(target, code));
    code.clear();
    if (was_there) fs::rename(target, old, code);
    if (code) return result_of(code, target);
    fs::rename(fresh, target, code);
    if (code && was_there) {
        std::error_code ignored;
        fs::rename(old, target, ignored);
    }
    if (code) return result_of(code, target);
    return remove_tree(old);
}

} // namespace ferry::depot
