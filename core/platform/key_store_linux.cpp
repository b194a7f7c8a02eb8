// The Secret Service of the person's session, through a module: its libraries are not everywhere,
// and take longer to load than most commands to run.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/files.hpp"
#include "core/platform/key_store_of_system.hpp"
#include "core/platform/machine.hpp"

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>

#include <exception>
#include <utility>

namespace ferry {
namespace {

using Version = const char*();
using Make = KeyStore*();

/// Where there is none the libraries would try to start one.
Result<void> session_bus() {
    const auto folder = environment("XDG_RUNTIME_DIR");
    if (!environment("DBUS_SESSION_BUS_ADDRESS").empty() ||
        (!folder.empty() && RealFiles().exists(from_utf8(folder) / "bus")))
        return {};
    return Error{Code::Unavailable, "no Secret Service here: no desktop session's D-Bus"};
}

Result<std::unique_ptr<KeyStore>> load(const std::filesystem::path& module) {
    // Leaked on purpose: its destructor would unload what stores still run in.
    static auto* const loaded = new boost::dll::shared_library;
    try {
        if (!loaded->is_loaded()) loaded->load(module);
        const std::string_view version = loaded->get<Version>("ferry_keyring_version")();
        if (version == FERRY_VERSION)
            return std::unique_ptr<KeyStore>(loaded->get<Make>("ferry_keyring_store")());
        return Error{Code::Unavailable, to_utf8(module) + " is of release " + std::string(version) +
                                            ", not " + FERRY_VERSION + "; install Ferry again"};
    } catch (const std::exception& problem) {
        return Error{Code::Unavailable, std::string("no Secret Service here: ") + problem.what()};
    }
}

class KeyringModule final : public KeyStore {
public:
    explicit KeyringModule(std::filesystem::path module) : module_(std::move(module)) {}
    std::string id() const override { return "libsecret"; }
    std::string place() const override { return "in the login keyring (libsecret)"; }
    Result<void> ready() override {
        const auto opened = open();
        if (!opened) return opened.error();
        return store_->ready();
    }
    Result<std::string> put(const std::string& item, std::string_view secret) override {
        const auto opened = open();
        if (!opened) return opened.error();
        return store_->put(item, secret);
    }
    Result<std::string> get(const std::string& ticket) override {
        const auto opened = open();
        if (!opened) return opened.error();
        return store_->get(ticket);
    }
    Result<void> remove(const std::string& ticket) override {
        const auto opened = open();
        if (!opened) return opened.error();
        return store_->remove(ticket);
    }

private:
    Result<void> open() {
        if (store_) return {};
        if (const auto there = session_bus(); !there) return there;
        auto made = load(module_);
        if (!made) return made.error();
        store_ = std::move(*made);
        return {};
    }
    std::filesystem::path module_;
    std::unique_ptr<KeyStore> store_;
};

} // namespace

std::unique_ptr<KeyStore> key_store_of_system(const std::filesystem::path& module) {
    return std::make_unique<KeyringModule>(module);
}

} // namespace ferry
