// The long form of paths.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/native_path_windows.hpp"

#include <windows.h>

#include <chrono>
#include <thread>

namespace ferry::windows {

std::wstring native(const std::filesystem::path& path) {
    std::error_code ignored;
    auto text =
        std::filesystem::absolute(path, ignored).lexically_normal().make_preferred().wstring();
    if (text.starts_with(L"\\\\?\\") || text.starts_with(L"\\\\.\\")) return text;
    if (text.starts_with(L"\\\\")) return L"\\\\?\\UNC" + text.substr(1);
    return L"\\\\?\\" + text;
}

/// A virus scanner opens what was just written and holds it for a moment; so this tries again.
bool renamed(const std::wstring& from, const std::wstring& to) {
    constexpr int tries = 20;
    for (int i = 0; i < tries; ++i) {
        if (MoveFileExW(from.c_str(), to.c_str(),
                        MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
            return true;
        const auto error = GetLastError();
        if (error != ERROR_ACCESS_DENIED && error != ERROR_SHARING_VIOLATION) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

} // namespace ferry::windows
