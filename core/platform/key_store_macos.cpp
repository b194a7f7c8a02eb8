// Generic passwords in the person's login keychain; the ticket is the item's account.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/key_store_of_system.hpp"

#include <CoreFoundation/CoreFoundation.h>
#include <Security/Security.h>

#include <initializer_list>
#include <memory>
#include <type_traits>
#include <utility>

namespace ferry {
namespace {

struct Release {
    void operator()(const void* object) const { CFRelease(object); }
};
template <typename Ref>
using Owned = std::unique_ptr<std::remove_pointer_t<Ref>, Release>;

Owned<CFStringRef> text_of(const std::string& text) {
    return Owned<CFStringRef>(
        CFStringCreateWithBytes(nullptr, reinterpret_cast<const UInt8*>(text.data()),
                                static_cast<CFIndex>(text.size()), kCFStringEncodingUTF8, false));
}

/// Not copied: it must not outlive `bytes`.
Owned<CFDataRef> data_of(std::string_view bytes) {
    return Owned<CFDataRef>(
        CFDataCreateWithBytesNoCopy(nullptr, reinterpret_cast<const UInt8*>(bytes.data()),
                                    static_cast<CFIndex>(bytes.size()), kCFAllocatorNull));
}

using Fields = std::initializer_list<std::pair<const void*, const void*>>;

Owned<CFMutableDictionaryRef> dictionary(Fields fields) {
    Owned<CFMutableDictionaryRef> made(CFDictionaryCreateMutable(
        nullptr, 0, &kCFTypeDictionaryKeyCallBacks, &kCFTypeDictionaryValueCallBacks));
    for (const auto& [key, value] : fields)
        CFDictionarySetValue(made.get(), key, value);
    return made;
}

Owned<CFMutableDictionaryRef> item_named(const std::string& name) {
    const auto account = text_of(name);
    return dictionary({{kSecClass, kSecClassGenericPassword},
                       {kSecAttrService, CFSTR("org.ferry.Credentials")},
                       {kSecAttrAccount, account.get()}});
}

// Deprecated with the whole of SecKeychain, and the only way to forbid the dialogs of the login
// keychain: there SecItem heeds none of its own ways (Apple's FB16959400, as Chromium tells). The
// data protection keychain, which does, is for signed applications only.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"

/// No dialog while it lives. Of the whole process.
class NoQuestions {
public:
    NoQuestions() {
        SecKeychainGetUserInteractionAllowed(&before_);
        SecKeychainSetUserInteractionAllowed(FALSE);
    }
    NoQuestions(const NoQuestions&) = delete;
    ~NoQuestions() { SecKeychainSetUserInteractionAllowed(before_); }

private:
    Boolean before_ = TRUE;
};

Result<void> unlocked() {
    SecKeychainStatus status = 0;
    const auto asked = SecKeychainGetStatus(nullptr, &status); // of the default keychain
    if (asked != errSecSuccess)
        return Error{Code::Unavailable,
                     "no default keychain (error " + std::to_string(asked) + ")"};
    if ((status & kSecUnlockStateStatus) == 0)
        return Error{Code::Unavailable, "the keychain is locked"};
    return {};
}
#pragma clang diagnostic pop

Error error_from_status(OSStatus status) {
    if (status == errSecItemNotFound)
        return Error{Code::NotFound, "the keychain holds nothing of this name"};
    if (status == errSecInteractionNotAllowed || status == errSecAuthFailed)
        return Error{
            Code::Unavailable,
            "the keychain is locked, or would ask first whether this program may use them"};
    return Error{Code::Io, "the keychain refuses (error " + std::to_string(status) + ")"};
}

class Keychain final : public KeyStore {
public:
    std::string id() const override { return "keychain"; }
    std::string place() const override { return "in the login keychain"; }

    Result<void> ready() override {
        const NoQuestions quiet;
        return unlocked();
    }

    Result<std::string> put(const std::string& item, std::string_view secret) override {
        const NoQuestions quiet;
        if (const auto open = unlocked(); !open) return open.error();
        const auto name = item_named(item);
        const auto data = data_of(secret);
        const auto change = dictionary({{kSecValueData, data.get()}});
        auto status = SecItemUpdate(name.get(), change.get());
        if (status == errSecItemNotFound) {
            CFDictionarySetValue(name.get(), kSecAttrLabel, CFSTR("Ferry: keys of this device"));
            CFDictionarySetValue(name.get(), kSecValueData, data.get());
            status = SecItemAdd(name.get(), nullptr);
        }
        if (status == errSecSuccess) return item;
        auto why = error_from_status(status);
        why.code = Code::Io; // it was asked to write
        return why;
    }

    Result<std::string> get(const std::string& ticket) override {
        const NoQuestions quiet;
        const auto query = item_named(ticket);
        CFDictionarySetValue(query.get(), kSecReturnData, kCFBooleanTrue);
        CFDictionarySetValue(query.get(), kSecMatchLimit, kSecMatchLimitOne);
        CFTypeRef found = nullptr;
        const auto status = SecItemCopyMatching(query.get(), &found);
        if (status != errSecSuccess) return error_from_status(status);
        const Owned<CFDataRef> data(static_cast<CFDataRef>(found));
        return std::string(reinterpret_cast<const char*>(CFDataGetBytePtr(data.get())),
                           static_cast<std::size_t>(CFDataGetLength(data.get())));
    }

    Result<void> remove(const std::string& ticket) override {
        const NoQuestions quiet;
        const auto status = SecItemDelete(item_named(ticket).get());
        if (status != errSecSuccess) return error_from_status(status);
        return {};
    }
};

} // namespace

std::unique_ptr<KeyStore> key_store_of_system(const std::filesystem::path&) {
    return std::make_unique<Keychain>();
}

} // namespace ferry
