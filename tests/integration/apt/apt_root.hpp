// A tree with an apt of its own below a temporary folder, and Ferry's installers working on it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/host/installers.hpp"
#include "core/platform/files.hpp"
#include "core/platform/process.hpp"
#include "tests/integration/apt/deb.hpp"
#include "tests/integration/support/installers.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ferry::testing {

/// Why these tests cannot run here; empty where they can.
std::string reason_to_skip();

/// One tree and one package source for each test. No network: see isolation.cpp.
class AptRoot : public ::testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;

    /// The tree becomes a file system of its own that is full after `size` ("1m").
    void limit_disk(const std::string& size);
    void configure(const std::string& line); // one more line of apt's configuration
    /// Adds packages to the source and lets apt read it.
    void publish(const std::vector<Deb>& debs);

    std::vector<Outcome> act(Action action, const std::vector<std::string>& ids);
    Outcome install(const std::string& id) { return act(Action::Install, {id}).at(0); }
    Outcome remove(const std::string& id) { return act(Action::Remove, {id}).at(0); }
    Outcome upgrade(const std::string& id) { return act(Action::Upgrade, {id}).at(0); }
    host::Installers& installers() { return *installers_; }

    /// What dpkg-query says: "ii 1.0", empty where it knows no such package.
    std::string state_of(const std::string& package) const;

    std::filesystem::path root;
    std::vector<Progress> steps;        // of the last action
    std::function<bool()> is_cancelled; // for the next action

private:
    void make_tree();
    std::filesystem::path folder_, repository_;
    bool mounted_ = false;
    RealFiles files_;
    RealProcessRunner processes_;
    std::unique_ptr<host::Installers> installers_;
};

} // namespace ferry::testing
