// ferry account password / recovery-code / recover / delete.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/account.hpp"
#include "core/cli/certificate.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/new_code.hpp"
#include "core/cli/secrets.hpp"
#include "core/sync/account_keys.hpp"
#include "core/sync/keyring.hpp"

#include <string>
#include <utility>

namespace ferry::cli {
namespace {

class ChangePassword final : public Command {
public:
    void configure(Options& options) override {
        options.add_flag("--password-stdin", from_stdin_,
                         "read two lines from stdin: the present password, the new one");
    }
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto record = sync::current_account((*account)->parts());
        if (!record) return record.error();
        Secrets secrets(context, "--password-stdin", from_stdin_);
        const auto present = secrets.ask("present password");
        if (!present) return present.error();
        const auto fresh = secrets.ask_new("new password");
        if (!fresh) return fresh.error();
        if (context.options.dry_run) {
            context.say("Would change the password of " + record->account + ".");
            return ExitStatus::Done;
        }
        const auto done = sync::change_password((*account)->parts(), *present, *fresh);
        if (!done) return done.error();
        context.say("The password of " + record->account + " on " + record->server +
                    " is the new one. All devices stay logged in, and the recovery code is still "
                    "the same.");
        return ExitStatus::Done;
    }

private:
    bool from_stdin_ = false;
};

class ChangeRecoveryCode final : public Command {
public:
    void configure(Options& options) override {
        options.add_flag("--password-stdin", from_stdin_, "read the password from stdin");
    }
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto record = sync::current_account((*account)->parts());
        if (!record) return record.error();
        Secrets secrets(context, "--password-stdin", from_stdin_);
        const auto password = secrets.ask("password");
        if (!password) return password.error();
        if (context.options.dry_run) {
            context.say("Would make a new recovery code for " + record->account + ".");
            return ExitStatus::Done;
        }
        const auto fresh = sync::change_recovery_code((*account)->parts(), *password);
        if (!fresh) return fresh.error();
        return show_new_code(context, *fresh);
    }

private:
    bool from_stdin_ = false;
};

class Recover final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("URL", url_, "the server, as https://ferry.example").required();
        options.add_option("--account", account_, "the account's name").required();
        options.add_option("--device", device_, "this device's name; the host name unless given");
        options.add_flag("--recovery-stdin", from_stdin_,
                         "read two lines from stdin: the recovery code, the new password");
    }
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        Secrets secrets(context, "--recovery-stdin", from_stdin_);
        auto code = secrets.ask("recovery code");
        if (!code) return code.error();
        auto password = secrets.ask_new("new password");
        if (!password) return password.error();
        auto device = context.device();
        if (!device_.empty()) device.name = device_;
        if (context.options.dry_run) {
            context.say("Would recover " + account_ + " on " + url_ + " as " + device.name + ".");
            return ExitStatus::Done;
        }
        const sync::RecoveryWish wish{
            {url_, account_, std::move(*password), device, ask_about_certificate(context)},
            std::move(*code)};
        const auto recovered = sync::recover_account((*account)->parts(), wish);
        if (!recovered) return recovered.error();
        (void)sync::announce_keys((*account)->parts()); // else when it first needs them
        context.say("Logged in to " + recovered->account.account + " on " +
                    recovered->account.server + " as " + recovered->account.device.name + ".");
        if (recovered->fresh.doubt.empty()) context.say("The password is the new one.");
        return show_new_code(context, recovered->fresh);
    }

private:
    std::string url_;
    std::string account_;
    std::string device_;
    bool from_stdin_ = false;
};

class Delete final : public Command {
public:
    void configure(Options& options) override {
        options.add_flag("--password-stdin", from_stdin_, "read the password from stdin");
    }
    Result<ExitStatus> run(Context& context) override {
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto record = sync::current_account((*account)->parts());
        if (!record) return record.error();
        if (context.options.dry_run) {
            context.say("Would delete " + record->account + " on " + record->server +
                        " with all its devices and what they reported.");
            return ExitStatus::Done;
        }
        const auto sure = is_sure(context, *record);
        if (!sure) return sure.error();
        Secrets secrets(context, "--password-stdin", from_stdin_);
        const auto password = secrets.ask("password");
        if (!password) return password.error();
        const auto done = sync::delete_account((*account)->parts(), *password);
        if (!done) return done.error();
        context.say("The account " + record->account + " on " + record->server +
                    " is deleted: nothing of it is left there or here. What is installed on your "
                    "devices stays.");
        return ExitStatus::Done;
    }

private:
    static Result<void> is_sure(Context& context, const state::AccountRecord& record) {
        if (context.options.yes) return {};
        if (!context.terminal().can_ask())
            return Error{Code::Unavailable, "nobody to ask whether " + record.account +
                                                " is to be deleted for good; --yes with "
                                                "--password-stdin answers it"};
        context.say("This ends the account " + printable(record.account) + " on " +
                    printable(record.server) + " for all its devices. It cannot be undone.");
        const auto name = context.terminal().ask("The account's name, to be sure: ");
        if (!name) return name.error();
        if (trimmed(*name) == record.account) return {};
        return Error{Code::Cancelled,
                     "\"" + *name + "\" is not \"" + record.account + "\"; nothing was deleted"};
    }

    bool from_stdin_ = false;
};

} // namespace

CommandRow account_password_command() {
    return {"account password", "change the account's password", "  ferry account password",
            make_command<ChangePassword>};
}

CommandRow account_recovery_code_command() {
    return {"account recovery-code", "make a new recovery code in place of the old one",
            "  ferry account recovery-code", make_command<ChangeRecoveryCode>};
}

CommandRow account_recover_command() {
    return {"account recover", "come back by the recovery code, with a new password",
            "  ferry account recover https://ferry.example --account ada", make_command<Recover>};
}

CommandRow account_delete_command() {
    return {"account delete", "delete the account and all that the server has of it",
            "  ferry account delete", make_command<Delete>};
}

} // namespace ferry::cli
