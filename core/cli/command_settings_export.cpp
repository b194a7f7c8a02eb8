// ferry settings export FOLDER: the account's settings as archives that other programs can read.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/settings_desk.hpp"
#include "core/cli/settings_words.hpp"
#include "core/settings/archive.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace ferry::cli {
namespace {

using nlohmann::json;

/// Of what the server calls the newest. The content names its software, and the bundle's name has
/// to be that software's.
Result<settings::BundleContent> opened(sync::BundleStore& store, const sync::StoredBundle& bundle) {
    const auto bytes = store.fetch(bundle);
    if (!bytes) return bytes.error();
    auto content = settings::decode_bundle_content(*bytes);
    if (!content) return content.error();
    if (!valid_software_id(content->software.text) || !store.is_of(bundle, content->software))
        return Error{Code::Denied,
                     "it says that it is of " + printable(content->software.text) + "; refused"};
    return content;
}

class SettingsExport final : public Command {
public:
    void configure(Options& options) override {
        options
            .add_option("FOLDER", folder_, "where to; made if it is not there, only for your eyes")
            .required();
    }

    Result<ExitStatus> run(Context& context) override {
        const auto desk = SettingsDesk::open(context, {to_utf8(context.paths().home)});
        if (!desk) return desk.error();
        const auto store = (*desk)->store();
        if (!store) return store.error();
        const auto bundles = (*store)->stored();
        if (!bundles) return bundles.error();
        const auto made = context.options.dry_run || bundles->empty()
                              ? Result<void>()
                              : context.files().create_folders(from_utf8(folder_), true);
        if (!made) return made.error();
        bool partly = false;
        for (const auto& bundle : *bundles) {
            const auto done = write(context, **desk, bundle);
            if (!done)
                context.complain(done.error().under("bundle " + bundle.bundle.substr(0, 12)));
            partly = partly || !done;
        }
        if (context.options.json) print_json(context, {{"schema", 1}, {"exported", exported_}});
        if (bundles->empty()) context.say("the account has no settings");
        return partly ? ExitStatus::Partly : ExitStatus::Done;
    }

private:
    Result<void> write(Context& context, SettingsDesk& desk, const sync::StoredBundle& bundle) {
        const auto store = desk.store();
        if (!store) return store.error();
        auto content = opened(**store, bundle);
        if (!content) return content.error();
        const auto history = (*store)->history(content->software);
        if (!history) return history.error();
        const auto& newest = history->empty() ? bundle.head : history->front().hash;
        if (newest != bundle.head) content = desk.content(content->software, newest);
        if (!content) return content.error();
        const auto archive = settings::pack(content->files);
        if (!archive) return archive.error();
        const auto file = from_utf8(folder_) / from_utf8(content->software.text + ".tar.zst");
        const bool dry = context.options.dry_run;
        const auto written = dry ? Result<void>() : context.files().replace(file, *archive, true);
        if (!written) return written.error();
        exported_.push_back({{"software", content->software.text},
                             {"file", to_utf8(file)},
                             {"files", content->files.size()},
                             {"revision", newest}});
        context.say((dry ? "Would write " : "Wrote ") + to_utf8(file) + ": " +
                    size_words(content->files) + ".");
        return {};
    }

    std::string folder_;
    json exported_ = json::array();
};

} // namespace

CommandRow settings_export_command() {
    return {"settings export", "the newest settings of every software as .tar.zst archives",
            "  ferry settings export ~/my-settings", make_command<SettingsExport>};
}

} // namespace ferry::cli
