// A tree with an rpm database of its own, a repository of packages made up for a test, and Ferry.
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

struct Rpm {
    std::string name;
    std::string version = "1.0";
    std::string fields{};   // more lines of the spec's head
    std::string sections{}; // "%post -p <lua>\nerror('no')"
};

/// No network: see ../support/isolation.cpp.
class DnfRoot : public ::testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;

    /// Adds packages to the repository.
    void publish(const std::vector<Rpm>& rpms);
    void configure(const std::string& line); // one more line of dnf.conf
    /// What rpm itself says: "NAME EPOCH:VERSION-RELEASE" lines in byte order, epoch 0 left out.
    std::string listed();
    /// `dnf WORDS` on the tree.
    std::string dnf(std::vector<std::string> words);

    std::vector<Outcome> act(Action action, const std::vector<std::string>& ids);
    Outcome install(const std::string& id) { return act(Action::Install, {id}).at(0); }
    Outcome remove(const std::string& id) { return act(Action::Remove, {id}).at(0); }
    Outcome upgrade(const std::string& id) { return act(Action::Upgrade, {id}).at(0); }
    host::Installers& installers() { return *installers_; }

    std::filesystem::path root;
    std::vector<Progress> steps;
    std::function<bool()> is_cancelled;

private:
    std::filesystem::path folder_;
    std::string home_before_;
    RealFiles files_;
    RealProcessRunner processes_;
    std::unique_ptr<host::Installers> installers_;
};

} // namespace ferry::testing
