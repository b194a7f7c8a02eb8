// A tree with a Flatpak installation of its own on tmpfs, a repository, and Ferry working on both.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/integration/support/installers.hpp"
#include "tests/integration/support/tool.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ferry::testing {

/// No network: see ../support/isolation.cpp. The remote "local" is a folder.
class FlatpakRoot : public ::testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;

    /// Puts org.example.NAME with that version into the repository; its runtime is there.
    void publish(const std::string& name, const std::string& version,
                 const std::string& branch = "stable");
    /// What flatpak itself prints.
    std::string flatpak(std::vector<std::string> words);
    /// `flatpak list` as "ref version" lines, in byte order.
    std::string listed();

    std::vector<Outcome> act(Action action, const std::vector<std::string>& ids);
    Outcome install(const std::string& id) { return act(Action::Install, {id}).at(0); }
    Outcome remove(const std::string& id) { return act(Action::Remove, {id}).at(0); }
    Outcome upgrade(const std::string& id) { return act(Action::Upgrade, {id}).at(0); }
    host::Installers& installers() { return *installers_; }

    std::filesystem::path root, user; // the tree, and the person's installation in it
    std::vector<Progress> steps;      // of the last action
    std::function<bool()> is_cancelled;

private:
    std::filesystem::path folder_;
    RealFiles files_;
    RealProcessRunner processes_;
    std::unique_ptr<host::Installers> installers_;
};

} // namespace ferry::testing
