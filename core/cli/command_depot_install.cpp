// ferry depot install: the file that fits this device, fetched, checked and installed.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/depot_desk.hpp"
#include "core/cli/depot_words.hpp"
#include "core/depot/choose.hpp"
#include "core/depot/install.hpp"
#include "core/host/elevation.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ferry::cli {
namespace {

struct Chosen {
    sync::DepotFile file;
    depot::Choice choice;
};

Result<Chosen> choose_for(Context& context, DepotDesk& desk, const std::string& software) {
    auto list = desk.depot.list(software);
    if (!list) return list.error();
    for (const auto& refused : list->refused)
        context.complain(Error{Code::Denied, refused.id.substr(0, 12) + ": " + refused.reason});
    std::vector<depot::Offer> offers;
    for (const auto& file : list->files)
        offers.push_back(offer_of(file.manifest));
    const auto& device = context.device();
    auto choice =
        depot::choose(offers, {device.os, device.os_version, device.distribution, device.arch});
    if (!choice) return choice.error().under(software);
    const auto at = std::find(offers.begin(), offers.end(), choice->offer) - offers.begin();
    return Chosen{std::move(list->files[static_cast<std::size_t>(at)]), std::move(*choice)};
}

class Install final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("SOFTWARE", software_, "as it was added; see ferry depot list")
            .required();
    }

    Result<ExitStatus> run(Context& context) override {
        auto desk = DepotDesk::open(context);
        if (!desk) return desk.error();
        const auto chosen = choose_for(context, *desk, software_);
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
        return install(context, *desk, *chosen);
    }

private:
    Result<ExitStatus> install(Context& context, DepotDesk& desk, const Chosen& chosen) {
        const auto& name = chosen.file.manifest.file;
        const auto folder = context.paths().cache / "depot" / chosen.file.id;
        if (const auto made = context.files().create_folders(folder, true); !made)
            return made.error();
        const auto file = desk.depot.get(chosen.file, folder, shown_progress(context, name));
        if (!file) return file.error().under(name);
        host::Elevation elevation(context.processes(), context.terminal().can_ask());
        host::ActionEvents events;
        events.cancelled = interrupted;
        const auto outcome = depot::install(
            chosen.choice.offer, *file,
            {context.files(), context.processes(), elevation, context.paths(), context.device().os},
            events);
        (void)context.files().remove(*file);
        if (!succeeded(outcome.result))
            return Error{Code::Internal,
                         name + ": " + to_text(outcome.result) + ": " + outcome.message};
        context.say(software_ + " " + printable(chosen.file.manifest.version) + " is installed." +
                    (outcome.message.empty() ? "" : " " + printable(outcome.message)));
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
