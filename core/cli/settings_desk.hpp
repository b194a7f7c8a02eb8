// What the settings commands share: the catalog's rules, this system's places, the account.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/account.hpp"
#include "core/identity/catalog.hpp"
#include "core/settings/bundle_content.hpp"
#include "core/settings/capture.hpp"
#include "core/settings/restore.hpp"
#include "core/sync/bundles.hpp"

#include <ferry/result.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ferry::cli {

struct HomeOptions {
    std::string home;
    void add(Options& options);
};

/// Borrows the context. Holds the lock of the device's memory as long as it lives.
class SettingsDesk {
public:
    /// Rolls back what a crash cut off, and says so. Errors: NotFound (which home?), Conflict, Io.
    static Result<std::unique_ptr<SettingsDesk>> open(Context& context, const HomeOptions& home);

    /// With settings that the catalog knows. Errors: NotFound, with the next step.
    Result<identity::Software> software(const std::string& id);
    /// What is installed here and has settings, as far as installers tell; sorted.
    std::vector<identity::Software> installed();
    Result<settings::Capture> captured(const identity::Software& software, bool with_secrets);
    /// Connects at the first call. Errors: those of the account and its network.
    Result<sync::BundleStore*> store();
    /// A revision, checked and opened. Errors also: Denied, BadData.
    Result<settings::BundleContent> content(const SoftwareId& software, const std::string& hash);
    /// The program, where it runs now and would write its settings over restored ones.
    std::optional<std::string> running(const identity::Software& software) const;
    bool prefers_flatpak(const identity::Software& software);

    state::SettingsMemory memory() { return account_->state().settings(); }
    settings::Restorer& restorer() { return restorer_; }
    const settings::Places& places() const { return places_; }

private:
    SettingsDesk(Context& context, std::unique_ptr<Account> account, settings::Places places);
    Context& context_;
    std::unique_ptr<Account> account_;
    settings::Places places_;
    settings::Restorer restorer_;
    std::optional<sync::BundleStore> store_;
};

/// What was captured, as the bytes that travel; equal settings give equal bytes.
Result<std::string> content_of(const identity::Software& software,
                               std::vector<settings::SettingsFile> files, const Device& device);

} // namespace ferry::cli
