// ferry convert / export: a manifest of one installer as one of another. No account, no server.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/manifest_file.hpp"
#include "core/cli/translate.hpp"
#include "core/formats/formats.hpp"
#include "core/planner/planner.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace ferry::cli {
namespace {

using nlohmann::json;

std::vector<std::string> written_formats() {
    std::vector<std::string> names;
    for (const auto& format : formats::all_formats()) {
        if (format.write != nullptr) names.emplace_back(format.name);
    }
    return names;
}

json ref_json(const PackageRef& ref) {
    return {{"installer", ref.installer.text}, {"id", ref.id.text}};
}

json translation_json(const Translation& translation, const std::string& text) {
    auto mapped = json::array();
    for (const auto& row : translation.mapped)
        mapped.push_back({{"from", ref_json(row.from)},
                          {"to", json::array({ref_json(row.to)})},
                          {"software", row.software ? json(row.software->text) : json()},
                          {"why", row.why},
                          {"needs", row.needs}});
    auto unmapped = json::array();
    for (const auto& row : translation.unmapped)
        unmapped.push_back({{"from", ref_json(row.from)}, {"reason", row.reason}});
    return {{"schema", 1}, {"mapped", mapped}, {"unmapped", unmapped}, {"text", text}};
}

/// The device that a list of `format` is for: this one where its system fits.
Device target_device(Context& context, const formats::Format& format) {
    const std::string name = format.name;
    const auto& here = context.device();
    if (name == "apt") return here.os == "linux" ? here : Device{"", "linux", "12", "debian", ""};
    if (name == "brewfile") return here.os == "linux" ? Device{"", "macos", "", "", ""} : here;
    return {"", "windows", "", "", ""};
}

ExitStatus write_out(Context& context, const std::vector<PackageRef>& packages,
                     const formats::Format& format) {
    const auto catalog = context.catalog();
    if (!catalog) {
        context.complain(catalog.error());
        return ExitStatus::Failed;
    }
    const auto translation =
        translate(**catalog, packages, {format.installer}, target_device(context, format));
    std::vector<formats::Entry> entries;
    for (const auto& row : translation.mapped)
        entries.push_back({row.to});
    const auto text = format.write(entries, {context.clock().now(), {}});
    for (const auto& problem : text.problems)
        context.complain(problem);
    if (context.options.json)
        print_json(context, translation_json(translation, text.value));
    else
        context.terminal().out(text.value);
    if (!context.options.json) {
        for (const auto& row : translation.unmapped)
            context.say("not mapped: " + row.from.text() + ": " + row.reason);
    }
    context.say(std::to_string(translation.mapped.size()) + " mapped, " +
                std::to_string(translation.unmapped.size()) + " not");
    return translation.unmapped.empty() ? ExitStatus::Done : ExitStatus::Partly;
}

class Convert final : public Command {
public:
    void configure(Options& options) override {
        options
            .add_option("FILE", file_, "a winget export, Brewfile or packages.config; - for stdin")
            .required();
        options.add_option("--to", to_, "apt, brewfile or winget")
            .required()
            .one_of(written_formats());
    }
    Result<ExitStatus> run(Context& context) override {
        const auto text = read_manifest_text(context, file_);
        if (!text) return text.error();
        const auto manifest = read_manifest(file_, *text, to_ == "apt" ? "linux" : "macos");
        if (!manifest) return manifest.error();
        for (const auto& problem : manifest->problems)
            context.complain(problem);
        std::vector<PackageRef> packages;
        for (const auto& entry : manifest->value.entries)
            packages.push_back(entry.ref);
        return write_out(context, packages, *formats::find_format(to_));
    }

private:
    std::string file_;
    std::string to_;
};

class Export final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("--format", format_, "apt, brewfile or winget")
            .required()
            .one_of(written_formats());
    }
    Result<ExitStatus> run(Context& context) override {
        const auto local = context.installers().inventory({});
        for (const auto& problem : local.problems)
            context.complain(problem);
        std::vector<PackageRef> packages;
        for (const auto& inventory : local.value) {
            for (const auto& package : inventory.packages) {
                if (planner::asked_for(package))
                    packages.push_back({inventory.installer, package.id});
            }
        }
        return write_out(context, packages, *formats::find_format(format_));
    }

private:
    std::string format_;
};

} // namespace

CommandRow convert_command() {
    return {"convert", "a manifest of one installer as one of another; needs no account",
            "  ferry convert office-pc.winget.json --to brewfile > Brewfile\n"
            "  ferry convert Brewfile --to apt --json",
            make_command<Convert>};
}

CommandRow export_command() {
    return {"export", "what you installed here, as a manifest of another installer",
            "  ferry export --format brewfile > Brewfile\n"
            "  ferry export --format winget > winget.json",
            make_command<Export>};
}

} // namespace ferry::cli
