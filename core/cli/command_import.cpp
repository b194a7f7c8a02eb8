// ferry import: a device that is known from a file, exported where Ferry is not installed.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/account.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/manifest_file.hpp"
#include "core/sync/devices.hpp"

#include <nlohmann/json.hpp>

namespace ferry::cli {
namespace {

class Import final : public Command {
public:
    void configure(Options& options) override {
        options
            .add_option("FILE", file_, "a winget export, Brewfile or packages.config; - for stdin")
            .required();
        options.add_option("--device", device_, "the name of the computer it comes from")
            .required();
    }

    Result<ExitStatus> run(Context& context) override {
        const auto text = read_manifest_text(context, file_);
        if (!text) return text.error();
        const auto manifest = read_manifest(file_, *text, "windows");
        if (!manifest) return manifest.error();
        for (const auto& problem : manifest->problems)
            context.complain(problem);
        auto account = Account::open(context);
        if (!account) return account.error();
        const Inventory inventory{device_of_format(manifest->value.format, device_),
                                  formats::as_inventory(manifest->value)};
        const auto imported = sync::import_device((*account)->parts(), inventory);
        if (!imported) return imported.error();
        if (context.options.json)
            print_json(
                context,
                {{"schema", 1},
                 {"device", {{"id", imported->device.id}, {"name", imported->device.device.name}}},
                 {"created", imported->created},
                 {"packages", manifest->value.entries.size()},
                 {"problems", problems_json(manifest->problems)}});
        context.say((imported->created ? "Added " : "Updated ") + device_ + " with " +
                    std::to_string(manifest->value.entries.size()) + " packages.");
        return manifest->clean() ? ExitStatus::Done : ExitStatus::Partly;
    }

private:
    std::string file_;
    std::string device_;
};

} // namespace

CommandRow import_command() {
    return {"import", "bring a computer into the account from a file made there",
            "  ferry import office-pc.winget.json --device office-pc", make_command<Import>};
}

} // namespace ferry::cli
