// A D-Bus and a GNOME Keyring of the test's own; the session and the keyring of the person who runs
// the test are out of reach.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/process.hpp"
#include "tests/support/temporary_folder.hpp"

#include <memory>
#include <string>
#include <vector>

namespace ferry::testing {

class KeyringSession {
public:
    KeyringSession(); // sets this process's own environment, for good
    KeyringSession(const KeyringSession&) = delete;

    /// As a login does it, with a daemon of its own: nobody is there to answer a question. Returns
    /// once it serves.
    void unlock();
    void lock();
    std::string problem; // why it does not run

private:
    std::unique_ptr<PipedProcess> start(std::vector<std::string> argv);
    std::string ask(const std::string& path, std::vector<std::string> words);

    TemporaryFolder folder_;
    std::string address_;
    std::unique_ptr<PipedProcess> bus_;
    std::unique_ptr<PipedProcess> keyring_;
};

} // namespace ferry::testing
