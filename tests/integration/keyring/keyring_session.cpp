// The daemons, as children that end with the test.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/keyring/keyring_session.hpp"

#include "core/platform/files.hpp"

#include <chrono>
#include <cstdlib>
#include <thread>

namespace ferry::testing {
namespace {

using namespace std::chrono_literals;

constexpr const char* kLogin = "/org/freedesktop/secrets/collection/login";

/// No folders of services: the bus would start a keyring by itself, one that nobody has unlocked.
std::string bus_config(const std::string& address) {
    return "<busconfig><type>session</type><listen>" + address +
           "</listen><policy context=\"default\"><allow send_destination=\"*\" "
           "eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>";
}

} // namespace

KeyringSession::KeyringSession() : address_("unix:path=" + folder_.utf8("bus")) {
    setenv("HOME", folder_.utf8("").c_str(), 1);
    setenv("XDG_RUNTIME_DIR", folder_.utf8("").c_str(), 1);
    setenv("DBUS_SESSION_BUS_ADDRESS", address_.c_str(), 1);
    if (!RealFiles().replace(folder_.path() / "bus.conf", bus_config(address_))) return;
    bus_ = start({"dbus-daemon", "--nofork", "--print-address",
                  "--config-file=" + folder_.utf8("bus.conf")});
    if (!bus_) return;
    if (!bus_->read_some(30s)) problem = "dbus-daemon: " + bus_->errors();
    unlock();
}

std::unique_ptr<PipedProcess> KeyringSession::start(std::vector<std::string> argv) {
    auto started = PipedProcess::start({argv, {{"DBUS_SESSION_BUS_ADDRESS", address_}}});
    if (started) return std::move(*started);
    problem = started.error().message;
    return nullptr;
}

std::string KeyringSession::ask(const std::string& path, std::vector<std::string> words) {
    Command command;
    command.argv = {"dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets",
                    path};
    command.argv.insert(command.argv.end(), words.begin(), words.end());
    command.environment = {{"DBUS_SESSION_BUS_ADDRESS", address_}};
    const auto done = RealProcessRunner().run(command);
    return done && done->exit_code == 0 ? done->out : "";
}

void KeyringSession::unlock() {
    keyring_.reset();
    keyring_ = start({"gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
                      "--control-directory=" + folder_.utf8("control")});
    if (!keyring_) return;
    if (!keyring_->write("the keyring's password", 10s)) problem = "the keyring reads nothing";
    keyring_->close_input();
    for (int tries = 0; tries < 100; ++tries) {
        if (!ask(kLogin, {"org.freedesktop.DBus.Properties.Get",
                          "string:org.freedesktop.Secret.Collection", "string:Locked"})
                 .empty())
            return;
        std::this_thread::sleep_for(100ms);
    }
    problem = "the keyring does not come: " + keyring_->errors();
}

void KeyringSession::lock() {
    if (ask("/org/freedesktop/secrets",
            {"org.freedesktop.Secret.Service.Lock", std::string("array:objpath:") + kLogin})
            .empty())
        problem = "the keyring cannot be locked";
}

} // namespace ferry::testing
