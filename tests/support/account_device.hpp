// One computer of an account: its folder, its memory, and the parts that syncing takes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/state/state.hpp"
#include "core/sync/credentials.hpp"
#include "core/sync/network/poco_transport.hpp"
#include "core/sync/session.hpp"
#include "core/sync/sync.hpp"
#include "tests/support/fake_key_store.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/temporary_folder.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ferry::testing {

inline constexpr const char* kPassword = "correct horse battery staple";

inline Package package(const std::string& id, const std::string& version = "1") {
    Package made;
    made.id = {id};
    made.version = version;
    made.arch = "amd64";
    made.reason = Reason::Explicit;
    return made;
}

inline InstallerInventory inventory(const std::string& installer, std::vector<Package> packages) {
    return {{installer}, "1", std::move(packages), {}};
}

class AccountDevice {
public:
    explicit AccountDevice(sync::MakeTransport transport = sync::make_poco_transport)
        : transport_(std::move(transport)) {
        device.name = "laptop";
        device.os = "linux";
        device.os_version = "12";
        device.arch = "x86_64";
        key_store.down = kLocked;
    }

    Device device;
    FixedClock clock;
    RealFiles files;
    FakeKeyStore key_store;  // down: the keys are in the file
    std::vector<int> pauses; // in milliseconds; nobody really waits

    const std::filesystem::path& folder() const { return folder_.path(); }
    state::State& state() {
        if (!state_) {
            auto opened = state::State::open(folder(), state::Access::Write);
            state_.emplace(std::move(*opened));
        }
        return *state_;
    }
    void close() { state_.reset(); } // as the end of a process does

    sync::Parts parts() {
        const auto wait = [this](std::chrono::milliseconds time) {
            pauses.push_back(static_cast<int>(time.count()));
            return true;
        };
        return {state(), files, clock, folder(), transport_, wait, key_store};
    }
    void use(sync::MakeTransport transport) { transport_ = std::move(transport); }

    /// As if an earlier login had been made, without a server.
    void remember_login() {
        state::AccountRecord record;
        record.server = "http://localhost:7437";
        record.account = "ann";
        record.account_id = "account-1";
        record.device_id = "device-1";
        record.device = device;
        record.cursor = 5;
        (void)state().account().save(record);
        const sync::Credentials credentials{vault::Secret("ferry_token"),
                                            vault::Secret(std::string(32, 'k')), 1};
        (void)sync::save_credentials(files, folder(), key_store, credentials);
    }

    sync::LoginWish wish(const std::string& url) const {
        return {url, "ann", vault::Secret(kPassword), device, {}};
    }

    Result<sync::SyncSummary> sync(std::vector<InstallerInventory> installers) {
        return sync::sync(parts(), {{device, std::move(installers)}, {}});
    }

private:
    TemporaryFolder folder_;
    std::optional<state::State> state_;
    sync::MakeTransport transport_;
};

} // namespace ferry::testing
