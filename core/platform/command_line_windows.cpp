// An argument vector as the one text that Windows hands to a program, and where the program is.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/platform/child_windows.hpp"
#include "core/platform/error_windows.hpp"
#include "core/platform/wide_windows.hpp"

namespace ferry::windows {
namespace {

/// Backslashes count only in front of a quote: there each is doubled, and the quote escaped.
std::wstring quoted(const std::wstring& argument) {
    if (!argument.empty() && argument.find_first_of(L" \t\n\v\"") == std::wstring::npos)
        return argument;
    std::wstring result = L"\"";
    std::size_t backslashes = 0;
    for (const wchar_t c : argument) {
        if (c == L'"') result.append(backslashes + 1, L'\\');
        backslashes = c == L'\\' ? backslashes + 1 : 0;
        result += c;
    }
    result.append(backslashes, L'\\'); // else the last one would escape our closing quote
    return result + L"\"";
}

std::wstring variable(const wchar_t* name) {
    std::wstring value(GetEnvironmentVariableW(name, nullptr, 0), L'\0');
    value.resize(GetEnvironmentVariableW(name, value.data(), static_cast<DWORD>(value.size())));
    return value;
}

std::wstring found_in(const wchar_t* folders, const std::wstring& name) {
    std::wstring path(32 * 1024, L'\0');
    const auto size = SearchPathW(folders, name.c_str(), L".exe", static_cast<DWORD>(path.size()),
                                  path.data(), nullptr);
    path.resize(size < path.size() ? size : 0);
    return path;
}

bool ends_with_program_suffix(const std::wstring& path) {
    if (path.size() < 4) return false;
    const auto suffix = lower(narrow(path).substr(narrow(path).size() - 4));
    return suffix == ".exe" || suffix == ".com";
}

} // namespace

std::wstring command_line(const std::vector<std::string>& argv) {
    std::wstring line;
    for (const auto& argument : argv)
        line += (line.empty() ? L"" : L" ") + quoted(wide(argument));
    return line;
}

Result<std::wstring> program_path(const std::string& name) {
    const auto text = wide(name);
    const bool is_path = name.find_first_of("\\/:") != std::string::npos;
    const auto folders = variable(L"PATH");
    if (!is_path && folders.empty()) return Error{Code::NotFound, name + ": PATH is empty"};
    const auto path = found_in(is_path ? nullptr : folders.c_str(), text);
    if (path.empty()) return error_from_win32(ERROR_FILE_NOT_FOUND, name);
    if (!ends_with_program_suffix(path))
        return Error{Code::NotSupported, name + ": is no .exe; batch files are not started, since "
                                                "cmd.exe would parse their arguments again"};
    return path;
}

} // namespace ferry::windows
