// ferry depot: a person's own installer files on the account's server.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/account.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/depot_desk.hpp"
#include "core/cli/depot_words.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/table.hpp"
#include "core/depot/steps.hpp"
#include "core/model/ids.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace ferry::cli {
namespace {

using nlohmann::json;
using protocol::DepotManifest;

constexpr std::size_t kShownId = 12;

json file_json(const sync::DepotFile& file) {
    const auto& manifest = file.manifest;
    return {{"id", file.id},
            {"software", manifest.software},
            {"version", manifest.version},
            {"file", manifest.file},
            {"format", manifest.format},
            {"os", manifest.os},
            {"os_versions", text_or_null(manifest.os_versions)},
            {"distribution", text_or_null(manifest.distribution)},
            {"arch", manifest.arch},
            {"silent", manifest.silent},
            {"sha256", manifest.sha256},
            {"size", manifest.size},
            {"device", file.author},
            {"added", iso8601(manifest.time)}};
}

std::vector<Problem> problems_of(const std::vector<sync::RefusedDepotItem>& refused) {
    std::vector<Problem> problems;
    for (const auto& item : refused) {
        const auto id = printable(item.id.substr(0, kShownId));
        problems.push_back(
            {"depot file " + id, item.reason, "ferry depot remove " + id, Code::Denied});
    }
    return problems;
}

class Add final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("FILE", file_, "the installer").required();
        options
            .add_option("--software", wish_.software,
                        "what it installs: an id of the catalog, "
                        "or one of your own")
            .required()
            .type_name("ID");
        options.add_option("--version", wish_.version, "of the software").required().type_name("V");
        options
            .add_option("--os", os_,
                        "windows, macos or linux, perhaps with a range of versions: "
                        "\"windows>=10,<12\"")
            .required()
            .type_name("OS");
        options.add_option("--arch", wish_.arch, "x86_64, aarch64 ...").default_str("any");
        options.add_option("--distribution", wish_.distribution, "of Linux: debian, fedora ...")
            .type_name("NAME");
        options
            .add_option("--silent", wish_.silent,
                        "an argument for an unattended installation; once for each: --silent=/S")
            .one_value()
            .type_name("ARGUMENT");
        options.add_option("--format", wish_.format, "where the file's name does not tell")
            .one_of({"deb", "rpm", "msi", "exe", "pkg", "dmg", "appimage", "archive"});
    }

    Result<ExitStatus> run(Context& context) override {
        const auto file = from_utf8(file_);
        if (const auto sound = complete_wish(file); !sound)
            return context.wrong_use(sound.error().message, "depot add");
        if (const auto there = context.files().info(file); !there) return there.error();
        if (context.options.dry_run) {
            context.say("Would put " + file_ + " into the depot, for " + target_text(wish_) + ".");
            return ExitStatus::Done;
        }
        auto desk = DepotDesk::open(context);
        if (!desk) return desk.error();
        const auto name = to_utf8(file.filename());
        const auto added = desk->depot.add(file, wish_, shown_progress(context, name));
        if (!added) return added.error().under(name);
        if (context.options.json)
            print_json(context, {{"schema", 1}, {"added", file_json(*added)}});
        else
            context.terminal().out(added->id.substr(0, kShownId) + "\n");
        context.say(name + " (" + human_bytes(added->manifest.size) + ") is in the depot as " +
                    wish_.software + " " + wish_.version + " for " + target_text(wish_) + ".");
        return ExitStatus::Done;
    }

private:
    Result<void> complete_wish(const std::filesystem::path& file) {
        if (const auto read = read_target(os_, wish_); !read) return read.error();
        if (wish_.arch.empty()) wish_.arch = "any";
        if (!valid_software_id(wish_.software))
            return Error{Code::BadData, "--software \"" + printable(wish_.software) +
                                            "\" is no id; write small letters, digits, . + and -, "
                                            "as in ferry catalog search"};
        if (wish_.format.empty()) wish_.format = protocol::format_of(to_utf8(file.filename()));
        if (wish_.format.empty())
            return Error{Code::BadData, to_utf8(file.filename()) +
                                            ": its name does not tell what it is; say it with "
                                            "--format, see ferry depot add --help"};
        return {};
    }

    std::string file_, os_;
    DepotManifest wish_;
};

class List final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("SOFTWARE", software_, "only files of this one");
    }

    Result<ExitStatus> run(Context& context) override {
        auto desk = DepotDesk::open(context);
        if (!desk) return desk.error();
        const auto found = desk->depot.list(software_);
        if (!found) return found.error();
        const auto problems = problems_of(found->refused);
        const auto status = problems.empty() ? ExitStatus::Done : ExitStatus::Partly;
        if (context.options.json) {
            auto list = json::array();
            for (const auto& file : found->files)
                list.push_back(file_json(file));
            print_json(context,
                       {{"schema", 1}, {"files", list}, {"problems", problems_json(problems)}});
            return status;
        }
        show(context, found->files);
        for (const auto& problem : problems)
            context.complain(problem);
        return status;
    }

private:
    static void show(Context& context, const std::vector<sync::DepotFile>& files) {
        if (files.empty()) context.say("The depot has no such file; ferry depot add puts one in.");
        Table table({"ID", "SOFTWARE", "VERSION", "FOR", "FILE", "SIZE", "BY", "ADDED"});
        for (const auto& file : files) {
            const auto& manifest = file.manifest;
            table.add({file.id.substr(0, kShownId), manifest.software, manifest.version,
                       target_text(manifest), manifest.file, human_bytes(manifest.size),
                       file.author, ago(manifest.time, context.clock().now())});
        }
        if (!table.empty()) context.terminal().out(table.text());
    }

    std::string software_;
};

class Get final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("ID", id_, "the beginning of it is enough; see ferry depot list")
            .required();
        options.add_option("--to", folder_, "where to").type_name("FOLDER").default_str(".");
    }

    Result<ExitStatus> run(Context& context) override {
        auto desk = DepotDesk::open(context);
        if (!desk) return desk.error();
        const auto file = desk->depot.find(id_);
        if (!file) return file.error();
        const auto& name = file->manifest.file;
        const auto folder = std::filesystem::absolute(from_utf8(folder_));
        if (context.options.dry_run) {
            context.say("Would fetch " + name + " to " + to_utf8(folder) + ".");
            return ExitStatus::Done;
        }
        const auto got = desk->depot.get(*file, folder, shown_progress(context, name));
        if (!got) return got.error().under(name);
        const auto command = depot::by_hand(offer_of(file->manifest), *got);
        if (context.options.json)
            print_json(context, {{"schema", 1},
                                 {"file", to_utf8(*got)},
                                 {"id", file->id},
                                 {"command", text_or_null(command)}});
        else
            context.terminal().out(to_utf8(*got) + "\n");
        context.say(name + " is unaltered: its hash is the one that a device of this account "
                           "signed.");
        if (!command.empty()) context.say("To install it: " + command);
        return ExitStatus::Done;
    }

private:
    std::string id_, folder_ = ".";
};

class Remove final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("ID", id_, "the beginning of it is enough; see ferry depot list")
            .required();
    }

    Result<ExitStatus> run(Context& context) override {
        auto desk = DepotDesk::open(context);
        if (!desk) return desk.error();
        if (context.options.dry_run) {
            const auto file = desk->depot.find(id_);
            if (!file) return file.error();
            context.say("Would remove " + file->manifest.file + " from the depot.");
            return ExitStatus::Done;
        }
        const auto removed = desk->depot.remove(id_);
        if (!removed) return removed.error();
        context.say(removed->substr(0, kShownId) + " is not in the depot any more.");
        return ExitStatus::Done;
    }

private:
    std::string id_;
};

} // namespace

CommandRow depot_add_command() {
    return {"depot add", "put an installer file on the account's server, for your other devices",
            "  ferry depot add setup-1.2.exe --software mytool --version 1.2 \\\n"
            "      --os \"windows>=10\" --arch x86_64 --silent=/S\n"
            "  ferry depot add tool_1.2_amd64.deb --software mytool --version 1.2 \\\n"
            "      --os linux --distribution debian --arch x86_64",
            make_command<Add>};
}
CommandRow depot_list_command() {
    return {"depot list", "the installer files of the account, checked against their signatures",
            "  ferry depot list\n  ferry depot list mytool --json", make_command<List>};
}
CommandRow depot_get_command() {
    return {"depot get", "fetch an installer file, check it, and leave it there",
            "  ferry depot get 3fa1 --to Downloads", make_command<Get>};
}
CommandRow depot_remove_command() {
    return {"depot remove", "take an installer file off the account's server",
            "  ferry depot remove 3fa1", make_command<Remove>};
}

} // namespace ferry::cli
