// An access list with two entries, inheriting nothing from the folder above.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/secret_windows.hpp"

#include "core/platform/handle_windows.hpp"

#include <sddl.h>

#include <string>
#include <vector>

namespace ferry::windows {
namespace {

/// "S-1-5-21-..." of who runs this program; the owner's rights where it cannot be told.
std::wstring own_sid() {
    HANDLE raw = nullptr;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &raw)) return L"OW";
    const Handle token(raw);
    std::vector<char> user(sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE);
    DWORD size = 0;
    if (!GetTokenInformation(token.get(), TokenUser, user.data(), static_cast<DWORD>(user.size()),
                             &size))
        return L"OW";
    wchar_t* text = nullptr;
    if (!ConvertSidToStringSidW(reinterpret_cast<TOKEN_USER*>(user.data())->User.Sid, &text))
        return L"OW";
    std::wstring sid = text;
    LocalFree(text);
    return sid;
}

} // namespace

SecretAttributes::SecretAttributes() {
    const auto list = L"D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;" + own_sid() + L")";
    attributes_.nLength = sizeof attributes_;
    ConvertStringSecurityDescriptorToSecurityDescriptorW(
        list.c_str(), SDDL_REVISION_1, &attributes_.lpSecurityDescriptor, nullptr);
}

SecretAttributes::~SecretAttributes() {
    LocalFree(attributes_.lpSecurityDescriptor);
}

} // namespace ferry::windows
