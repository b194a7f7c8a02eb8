// DPAPI: Windows seals what only this person can open here; the ticket is what was sealed.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/platform/error_windows.hpp"
#include "core/platform/key_store_of_system.hpp"

// The second needs the first.
// clang-format off
#include <windows.h>
#include <dpapi.h>
// clang-format on

namespace ferry {
namespace {

/// Another program of the person has to know this too: a hurdle, no secret.
constexpr std::string_view kPurpose = "org.ferry.Credentials 1";

DATA_BLOB blob_of(std::string_view bytes) {
    // The calls only read it.
    return {static_cast<DWORD>(bytes.size()),
            reinterpret_cast<BYTE*>(const_cast<char*>(bytes.data()))};
}

std::string_view view_of(const DATA_BLOB& blob) {
    return {reinterpret_cast<const char*>(blob.pbData), blob.cbData};
}

class SealedKeys final : public KeyStore {
public:
    std::string id() const override { return "dpapi"; }
    std::string place() const override { return "in a file that Windows seals for you (DPAPI)"; }

    Result<void> ready() override {
        const auto sealed = put("", "probe");
        if (!sealed) return sealed.error();
        return {};
    }

    Result<std::string> put(const std::string&, std::string_view secret) override {
        auto in = blob_of(secret);
        auto purpose = blob_of(kPurpose);
        DATA_BLOB out{};
        if (CryptProtectData(&in, L"Ferry: keys of this device", &purpose, nullptr, nullptr,
                             CRYPTPROTECT_UI_FORBIDDEN, &out) == FALSE)
            return Error{Code::Unavailable,
                         error_from_win32(GetLastError(), "sealing keys (DPAPI)").message};
        auto ticket = base64(view_of(out));
        LocalFree(out.pbData);
        return ticket;
    }

    Result<std::string> get(const std::string& ticket) override {
        std::string sealed;
        if (!from_base64(ticket, sealed)) return Error{Code::BadData, "is no base64"};
        auto in = blob_of(sealed);
        auto purpose = blob_of(kPurpose);
        DATA_BLOB out{};
        if (CryptUnprotectData(&in, nullptr, &purpose, nullptr, nullptr, CRYPTPROTECT_UI_FORBIDDEN,
                               &out) == FALSE)
            return Error{Code::Denied, "Windows does not open them for this person on this machine "
                                       "(error " +
                                           std::to_string(GetLastError()) + ")"};
        std::string secret(view_of(out));
        SecureZeroMemory(out.pbData, out.cbData);
        LocalFree(out.pbData);
        return secret;
    }

    /// The ticket is all that there is.
    Result<void> remove(const std::string&) override { return {}; }
};

} // namespace

std::unique_ptr<KeyStore> key_store_of_system(const std::filesystem::path&) {
    return std::make_unique<SealedKeys>();
}

} // namespace ferry
