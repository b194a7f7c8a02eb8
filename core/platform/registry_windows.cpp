// The registry through the Win32 functions, in the 64-bit view.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/error_windows.hpp"
#include "core/platform/registry.hpp"
#include "core/platform/wide_windows.hpp"

#include <windows.h>

#include <algorithm>
#include <cstring>

namespace ferry {
namespace {

class OpenKey {
public:
    OpenKey(HKEY root, const std::wstring& path)
        : status_(RegOpenKeyExW(root, path.c_str(), 0, KEY_READ | KEY_WOW64_64KEY, &key_)) {}
    ~OpenKey() {
        if (status_ == ERROR_SUCCESS) RegCloseKey(key_);
    }
    OpenKey(const OpenKey&) = delete;
    OpenKey& operator=(const OpenKey&) = delete;
    LSTATUS status() const { return status_; }
    HKEY get() const { return key_; }

private:
    HKEY key_ = nullptr;
    LSTATUS status_;
};

struct Lengths { // in characters without their end, and bytes
    DWORD key_name = 0;
    DWORD value_name = 0;
    DWORD data = 0;
};

std::string text_of(const std::vector<BYTE>& data, DWORD size) {
    std::wstring wide(size / sizeof(wchar_t), L'\0');
    std::memcpy(wide.data(), data.data(), wide.size() * sizeof(wchar_t));
    while (!wide.empty() && wide.back() == L'\0')
        wide.pop_back();
    std::replace(wide.begin(), wide.end(), L'\0', L'\n'); // the texts of a list
    return windows::narrow(wide);
}

void read_data(RegistryItem& item, DWORD type, const std::vector<BYTE>& data, DWORD size) {
    std::uint64_t number = 0;
    if (type == REG_SZ || type == REG_EXPAND_SZ || type == REG_MULTI_SZ) {
        item.kind = RegistryKind::Text;
        item.data = text_of(data, size);
    } else if ((type == REG_DWORD || type == REG_QWORD) && size <= sizeof number) {
        item.kind = RegistryKind::Number;
        std::memcpy(&number, data.data(), size); // little-endian, as every Windows is
        item.data = std::to_string(number);
    }
}

LSTATUS add_keys(HKEY key, const Lengths& most, std::vector<RegistryItem>& items) {
    std::wstring name(most.key_name + 1, L'\0');
    for (DWORD i = 0;; ++i) {
        auto length = static_cast<DWORD>(name.size());
        const auto status =
            RegEnumKeyExW(key, i, name.data(), &length, nullptr, nullptr, nullptr, nullptr);
        if (status != ERROR_SUCCESS) return status;
        items.push_back({RegistryKind::Key, windows::narrow({name.data(), length}), {}});
    }
}

LSTATUS add_values(HKEY key, const Lengths& most, std::vector<RegistryItem>& items) {
    std::wstring name(most.value_name + 1, L'\0');
    std::vector<BYTE> data(most.data + 1);
    for (DWORD i = 0;; ++i) {
        auto length = static_cast<DWORD>(name.size());
        auto size = static_cast<DWORD>(data.size());
        DWORD type = 0;
        const auto status =
            RegEnumValueW(key, i, name.data(), &length, nullptr, &type, data.data(), &size);
        if (status != ERROR_SUCCESS) return status;
        RegistryItem item{RegistryKind::Other, windows::narrow({name.data(), length}), {}};
        read_data(item, type, data, size);
        items.push_back(std::move(item));
    }
}

} // namespace

Result<std::vector<RegistryItem>> RealRegistry::list(std::string_view key) const {
    const auto name = short_registry_name(key);
    if (!name) return name.error();
    const OpenKey open(
        name->starts_with("HKLM") ? HKEY_LOCAL_MACHINE : HKEY_CURRENT_USER,
        windows::wide(std::string_view(*name).substr(std::min<std::size_t>(name->size(), 5))));
    const auto failed = [&](LSTATUS status) {
        return error_from_win32(static_cast<unsigned long>(status), std::string(key));
    };
    if (open.status() != ERROR_SUCCESS) return failed(open.status());
    Lengths most;
    const auto asked =
        RegQueryInfoKeyW(open.get(), nullptr, nullptr, nullptr, nullptr, &most.key_name, nullptr,
                         nullptr, &most.value_name, &most.data, nullptr, nullptr);
    if (asked != ERROR_SUCCESS) return failed(asked);
    std::vector<RegistryItem> items;
    for (const auto add : {add_keys, add_values}) {
        const auto status = add(open.get(), most, items);
        // A key that grew in between: what fits no more would be cut.
        if (status != ERROR_NO_MORE_ITEMS) return failed(status);
    }
    sort_registry(items);
    return items;
}

} // namespace ferry
