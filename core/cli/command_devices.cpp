// ferry devices: the account's devices.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/account.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/new_code.hpp"
#include "core/cli/secrets.hpp"
#include "core/cli/table.hpp"
#include "core/sync/devices.hpp"
#include "core/sync/pairing.hpp"
#include "core/sync/rotation.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace ferry::cli {
namespace {

using nlohmann::json;
using protocol::DeviceInfo;

json info_json(const DeviceInfo& info) {
    auto row = device_json(info.device);
    row["id"] = info.id;
    row["imported"] = info.imported;
    row["revoked"] = info.revoked != 0;
    row["last_seen"] = iso8601(info.last_seen);
    row["packages"] = info.packages;
    return row;
}

std::string note(const DeviceInfo& info, const std::string& own) {
    if (info.revoked != 0) return "revoked";
    if (info.id == own) return "this device";
    return info.imported ? "from a file" : "";
}

class List final : public Command {
public:
    void configure(Options&) override {}
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto devices = sync::fetch_devices((*account)->parts());
        if (!devices) return devices.error();
        const auto record = (*account)->state().account().load();
        const auto own = record && *record ? (*record)->device_id : std::string();
        auto list = json::array();
        Table table({"DEVICE", "SYSTEM", "PACKAGES", "LAST SEEN", ""});
        for (const auto& info : *devices) {
            list.push_back(info_json(info));
            table.add({info.device.name, info.device.os + " " + info.device.os_version,
                       std::to_string(info.packages), ago(info.last_seen, context.clock().now()),
                       note(info, own)});
        }
        if (context.options.json)
            print_json(context, {{"schema", 1}, {"devices", list}});
        else
            context.terminal().out(table.text());
        return ExitStatus::Done;
    }
};

class Show final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("DEVICE", name_, "its name or id").required();
    }
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto info = (*account)->state().devices().find(name_);
        if (!info) return info.error();
        const auto inventories = (*account)->state().devices().inventory(DeviceId{info->id});
        if (!inventories) return inventories.error();
        auto list = json::array();
        Table table({"INSTALLER", "PACKAGE", "VERSION"});
        for (const auto& inventory : *inventories) {
            for (const auto& package : inventory.packages) {
                list.push_back(package_json(inventory.installer, package, std::nullopt));
                table.add({inventory.installer.text, package.id.text, package.version});
            }
        }
        if (context.options.json)
            print_json(context, {{"schema", 1}, {"device", info_json(*info)}, {"packages", list}});
        else
            context.terminal().out(table.text());
        return ExitStatus::Done;
    }

private:
    std::string name_;
};

class Rename final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("DEVICE", name_, "its name or id").required();
        options.add_option("NEW", new_name_, "the new name").required();
    }
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto info = sync::rename_device((*account)->parts(), name_, new_name_);
        if (!info) return info.error();
        context.say(name_ + " is " + info->device.name + " now.");
        return ExitStatus::Done;
    }

private:
    std::string name_;
    std::string new_name_;
};

class Revoke final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("DEVICE", name_, "its name or id").required();
        options.add_flag("--keep-key", keep_key_,
                         "end its access only, without the password: the account key stays, which "
                         "the device may still have");
        options.add_flag("--password-stdin", from_stdin_, "read the password from stdin");
    }
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto& parts = (*account)->parts();
        const auto known = sync::fetch_device(parts, name_);
        if (!known) return known.error();
        if (context.options.dry_run) {
            context.say("Would end the access of " + known->device.name + " to this account.");
            return ExitStatus::Done;
        }
        const auto sure = context.confirm("End the access of " + name_ + " to this account?");
        if (!sure) return sure.error();
        if (!*sure) return ExitStatus::Done;
        if (keep_key_ || known->imported) return only_revoke(context, parts);
        Secrets secrets(context, "--password-stdin", from_stdin_);
        const auto password = secrets.ask("password");
        if (!password) return password.error();
        const auto done = sync::revoke_with_new_key(parts, name_, *password);
        if (!done) return done.error();
        say_done(context, done->device);
        context.say("The account has a new key, which your other devices fetch by themselves.");
        return show_new_code(context, done->fresh);
    }

private:
    Result<ExitStatus> only_revoke(Context& context, const sync::Parts& parts) const {
        const auto info = sync::revoke_device(parts, name_);
        if (!info) return info.error();
        say_done(context, *info);
        return ExitStatus::Done;
    }
    static void say_done(Context& context, const DeviceInfo& info) {
        context.say(info.device.name + " has no access any more. What it reported stays readable.");
    }

    std::string name_;
    bool keep_key_ = false;
    bool from_stdin_ = false;
};

class Pair final : public Command {
public:
    void configure(Options& options) override {
        options.add_flag("--words-stdin", from_stdin_, "read the eight words from stdin");
    }
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto& parts = (*account)->parts();
        Secrets secrets(context, "--words-stdin", from_stdin_);
        const auto words = secrets.ask("the eight words that the new device shows");
        if (!words) return words.error();
        const auto waits = sync::device_that_waits(parts, *words);
        if (!waits) return waits.error();
        const auto who = printable(waits->name) + " (" + printable(waits->os) + " " +
                         printable(waits->os_version) + ")";
        if (context.options.dry_run) {
            context.say("Would let " + who + " into the account.");
            return ExitStatus::Done;
        }
        const auto sure = context.confirm("Let " + who + " into the account, with its settings?");
        if (!sure) return sure.error();
        if (!*sure) return ExitStatus::Done;
        const auto done = sync::let_in(parts, *words);
        if (!done) return done.error();
        context.say(who + " is in the account.");
        return ExitStatus::Done;
    }

private:
    bool from_stdin_ = false;
};

} // namespace

CommandRow devices_pair_command() {
    return {"devices pair", "let a new device in that shows eight words", "  ferry devices pair",
            make_command<Pair>};
}

CommandRow devices_command() {
    return {"devices", "the devices of the account", "  ferry devices\n  ferry devices --json",
            make_command<List>};
}
CommandRow devices_show_command() {
    return {"devices show", "what is installed on another device", "  ferry devices show office-pc",
            make_command<Show>};
}
CommandRow devices_rename_command() {
    return {"devices rename", "give a device another name", "  ferry devices rename office-pc desk",
            make_command<Rename>};
}
CommandRow devices_revoke_command() {
    return {"devices revoke", "end a device's access at once", "  ferry devices revoke old-laptop",
            make_command<Revoke>};
}

} // namespace ferry::cli
