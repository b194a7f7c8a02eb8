// ferry register / login / logout / whoami: this device's place in an account.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.hpp"
#include "core/base/text.hpp"
#include "core/cli/account.hpp"
#include "core/cli/certificate.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/secrets.hpp"
#include "core/sync/keyring.hpp"
#include "core/sync/pairing.hpp"
#include "core/sync/session.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace ferry::cli {
namespace {

/// What register and login have in common.
class WithPassword : public Command {
public:
    enum class Name { Required, MayBeAbsent };
    explicit WithPassword(Name name = Name::Required) : name_(name) {}
    void configure(Options& options) override {
        options.add_option("URL", url_, "the server, as https://ferry.example").required();
        auto account = options.add_option("--account", account_, "the account's name");
        if (name_ == Name::Required) account.required();
        options.add_option("--device", device_, "this device's name; the host name unless given");
        options.add_flag("--password-stdin", password_stdin_, "read the password from stdin");
    }

protected:
    Result<sync::LoginWish> wish(Context& context, bool fresh) {
        Secrets secrets(context, "--password-stdin", password_stdin_);
        auto password = fresh ? secrets.ask_new("password") : secrets.ask("password");
        if (!password) return password.error();
        return sync::LoginWish{url_, account_, std::move(*password), this_device(context),
                               ask_about_certificate(context)};
    }
    Device this_device(Context& context) const {
        auto device = context.device();
        if (!device_.empty()) device.name = device_;
        return device;
    }
    const std::string& url() const { return url_; }
    bool names_account() const { return !account_.empty(); }

private:
    Name name_;
    std::string url_;
    std::string account_;
    std::string device_;
    bool password_stdin_ = false;
};

class Register final : public WithPassword {
public:
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto asked = wish(context, true);
        if (!asked) return asked.error();
        const auto made = sync::register_account((*account)->parts(), *asked);
        if (!made) return made.error();
        (void)sync::announce_keys((*account)->parts()); // else when it first needs them
        context.say("Account " + made->account.account + " on " + made->account.server +
                    " is yours; this device is " + made->account.device.name + " in it.");
        context.say("Write the recovery code down. It is shown this once and opens the account "
                    "without the password:");
        context.terminal().out(std::string(made->recovery_code.view()) + "\n");
        return ExitStatus::Done;
    }
};

class Login final : public WithPassword {
public:
    Login() : WithPassword(Name::MayBeAbsent) {}
    void configure(Options& options) override {
        WithPassword::configure(options);
        options.add_flag("--pair", pair_,
                         "show eight words instead of asking for account and password, and wait "
                         "until a device of the account lets this one in: ferry devices pair");
    }
    Result<ExitStatus> run(Context& context) override {
        if (!pair_ && !names_account())
            return context.wrong_use("--account NAME or --pair is missing", "login");
        auto account = Account::open(context);
        if (!account) return account.error();
        if (pair_) return pair(context, **account);
        const auto asked = wish(context, false);
        if (!asked) return asked.error();
        const auto record = sync::log_in((*account)->parts(), *asked);
        if (!record) return record.error();
        return arrived(context, **account, *record);
    }

private:
    Result<ExitStatus> pair(Context& context, Account& account) const {
        const auto show = [&](const vault::Secret& words) {
            context.say("On a device of your account, run ferry devices pair and type these words. "
                        "They count for 10 minutes, once:");
            context.terminal().out(std::string(words.view()) + "\n");
            context.terminal().flush();
        };
        const auto record = sync::pair_here(
            account.parts(), {url(), this_device(context), ask_about_certificate(context)}, show);
        if (!record) return record.error();
        return arrived(context, account, *record);
    }
    static ExitStatus arrived(Context& context, Account& account,
                              const state::AccountRecord& record) {
        (void)sync::announce_keys(account.parts()); // else when it first needs them
        context.say("Logged in to " + record.account + " on " + record.server + " as " +
                    record.device.name + ".");
        return ExitStatus::Done;
    }

    bool pair_ = false;
};

class Logout final : public Command {
public:
    void configure(Options&) override {}
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto out = sync::log_out((*account)->parts());
        if (!out) return out.error();
        if (!out->server_told)
            context.say("Logged out here. The server could not be told (" + out->why_not +
                        "); ferry devices revoke on another device ends the token there.");
        else
            context.say("Logged out.");
        return ExitStatus::Done;
    }
};

class WhoAmI final : public Command {
public:
    void configure(Options&) override {}
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto record = sync::current_account((*account)->parts());
        if (!record) return record.error();
        const auto told = sync::who_am_i((*account)->parts());
        if (!told) return told.error();
        if (context.options.json)
            print_json(context,
                       {{"schema", 1},
                        {"account", record->account},
                        {"server", record->server},
                        {"device", {{"id", record->device_id}, {"name", record->device.name}}},
                        {"token_expires", iso8601(told->token_expires)}});
        else
            context.terminal().out(printable(record->account) + " on " + printable(record->server) +
                                   ", device " + printable(record->device.name) + ", until " +
                                   iso8601(told->token_expires) + "\n");
        return ExitStatus::Done;
    }
};

} // namespace

CommandRow register_command() {
    return {"register", "make an account on a server, with this device as its first",
            "  ferry register https://ferry.example --account ada\n"
            "  ferry register http://127.0.0.1:7437 --account ada --device laptop",
            make_command<Register>};
}

CommandRow login_command() {
    return {"login", "bring this device into an account",
            "  ferry login https://ferry.example --account ada\n"
            "  ferry login https://ferry.example --pair --device laptop",
            make_command<Login>};
}

CommandRow logout_command() {
    return {"logout", "forget the account's keys on this device", "  ferry logout",
            make_command<Logout>};
}

CommandRow whoami_command() {
    return {"whoami", "the account and device that the server knows here", "  ferry whoami --json",
            make_command<WhoAmI>};
}

} // namespace ferry::cli
