// ferry depot install: the file that fits this device, fetched, checked and installed.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/depot_installer.hpp"
#include "core/cli/depot_words.hpp"
#include "core/cli/run_view.hpp"

#include <string>

namespace ferry::cli {
namespace {

class Install final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("SOFTWARE", software_, "as it was added; see ferry depot list")
            .required();
    }

    Result<ExitStatus> run(Context& context) override {
        auto desk = DepotDesk::open(context);
        if (!desk) return desk.error();
        const auto chosen = choose_file(context, *desk, software_);
        if (!chosen) return chosen.error();
        const auto& manifest = chosen->file.manifest;
        const auto what = printable(manifest.file) + " (" + software_ + " " +
                          printable(manifest.version) + ", added by " +
                          printable(chosen->file.author) + ")";
        if (context.options.dry_run) {
            context.say("Would install " + what + ".");
            return ExitStatus::Done;
        }
        if (chosen->choice.emulated)
            context.say("It is made for " + manifest.arch +
                        ", which this system runs beside its "
                        "own.");
        const auto sure = context.confirm("Install " + what + "?");
        if (!sure) return sure.error();
        if (!*sure) return ExitStatus::Done;
        const auto alone = open_run(context); // not beside ferry apply
        if (!alone) return alone.error();
        return install(context, *desk, *chosen);
    }

private:
    Result<ExitStatus> install(Context& context, DepotDesk& desk, const ChosenFile& chosen) {
        const auto& manifest = chosen.file.manifest;
        host::ActionEvents events;
        events.cancelled = interrupted;
        const auto outcome = install_file(context, desk, chosen, events);
        if (!succeeded(outcome.result))
            return Error{Code::Internal,
                         manifest.file + ": " + to_text(outcome.result) + ": " + outcome.message};
        context.say(installed_words(manifest, outcome));
        return ExitStatus::Done;
    }

    std::string software_;
};

} // namespace

CommandRow depot_install_command() {
    return {"depot install", "install the newest file of the depot that fits this device",
            "  ferry depot install mytool", make_command<Install>};
}

} // namespace ferry::cli
