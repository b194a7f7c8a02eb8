// Builds the parser from the command table, finds the command that was called, and runs it.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/run.hpp"

#include "core/base/text.hpp"
#include "core/cli/context.hpp"
#include "core/cli/version.hpp"
#include "core/platform/machine.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <utility>

namespace ferry::cli {
namespace {

struct Called {
    CLI::App* app;
    std::unique_ptr<Command> command;
};

void add_common_options(CLI::App& app, CommonOptions& options) {
    app.add_flag("--json", options.json, "data as JSON on stdout");
    app.add_flag("-n,--dry-run", options.dry_run, "say what would be done, change nothing");
    app.add_flag("-y,--yes", options.yes, "answer every question with yes");
    app.add_flag("-q,--quiet", options.quiet, "only errors on stderr");
    app.add_flag("-v,--verbose", options.verbose, "more words on stderr");
    app.add_flag("--no-color", options.no_color, "no colours (as NO_COLOR does)");
    app.add_option("--root", options.root, "read the system below this folder")->type_name("DIR");
    app.add_option("--plugin-dir", options.plugin_folders, "look for plugins here first")
        ->type_name("DIR")
        ->expected(1);
    app.add_option("--catalog", options.catalog_folder, "use the entries in this folder")
        ->type_name("DIR");
}

CLI::App* subcommand(CLI::App& app, const std::string& name) {
    for (auto* sub : app.get_subcommands([](CLI::App*) { return true; })) {
        if (sub->get_name() == name) return sub;
    }
    return nullptr;
}

/// Of a word that has commands below it and is none itself.
const char* summary_of(const std::string& group) {
    if (group == "account") return "change the password, come back without it, end the account";
    if (group == "settings") return "carry the settings of software between your devices";
    if (group == "depot") return "your own installer files on the account's server";
    if (group == "catalog") return "which package is the same software elsewhere";
    if (group == "plugin") return "the installers that Ferry knows, and making another";
    if (group == "agent") return "keep the account informed in the background";
    return "";
}

CLI::App& parent_of(CLI::App& root, const std::string& name) {
    const auto space = name.find(' ');
    if (space == std::string::npos) return root;
    const auto group = name.substr(0, space);
    if (auto* existing = subcommand(root, group)) return *existing;
    auto* made = root.add_subcommand(group, summary_of(group));
    made->require_subcommand(0, 1);
    made->fallthrough();
    return *made;
}

/// The rows that `word`, the first on the command line, can lead to: all where it is no command's.
/// Setting up the parser for sixty commands takes longer than many a command.
std::vector<CommandRow> rows_for(const std::string& word) {
    std::vector<CommandRow> rows;
    for (const auto& row : command_table()) {
        const std::string_view name = row.name;
        if (name == "status" || name.substr(0, name.find(' ')) == word) rows.push_back(row);
    }
    return rows.size() > 1 ? rows : command_table();
}

std::vector<Called> add_commands(CLI::App& root, const std::string& word) {
    std::vector<Called> all;
    for (const auto& row : rows_for(word)) {
        const std::string name = row.name;
        auto& parent = parent_of(root, name);
        auto* app = name == "status" ? &root : subcommand(root, name);
        if (app == nullptr)
            app = parent.add_subcommand(name.substr(name.find(' ') + 1), row.summary);
        app->fallthrough();
        if (app != &root) app->footer("Examples:\n" + std::string(row.examples));
        all.push_back({app, row.make()});
        const auto configure = [app, command = all.back().command.get()](std::size_t) {
            Options options(*app);
            command->configure(options);
        };
        if (app == &root)
            configure(0);
        else
            app->preparse_callback(configure); // options of sixty others would only cost time
    }
    return all;
}

/// The deepest command that was named; the root itself stands for `ferry status`.
Command* called_command(CLI::App& root, std::vector<Called>& all) {
    auto* app = &root;
    while (!app->get_subcommands().empty())
        app = app->get_subcommands().front();
    for (auto& candidate : all) {
        if (candidate.app == app) return candidate.command.get();
    }
    return nullptr; // a group such as `ferry catalog` without its verb
}

std::string suggestion(const CLI::App& app, const std::string& word) {
    std::vector<std::string> names;
    if (word.rfind("--", 0) == 0) {
        for (const auto* at = &app; at != nullptr; at = at->get_parent()) {
            for (const auto* option : at->get_options()) {
                for (const auto& name : option->get_lnames())
                    names.push_back("--" + name);
            }
        }
    } else {
        for (const auto* sub : app.get_subcommands(nullptr))
            names.push_back(sub->get_name());
    }
    const auto best = nearest(word, names);
    return best.empty() ? std::string() : "; did you mean " + best + "?";
}

/// What stood where nothing fits: an option before the words behind it. Empty for other mistakes.
std::string unexpected_word(const CLI::App& root, const CLI::ParseError& problem) {
    if (problem.get_exit_code() != static_cast<int>(CLI::ExitCodes::ExtrasError)) return {};
    const auto rest = root.remaining(true); // a command hands up what it does not know; last first
    const auto option = std::find_if(rest.begin(), rest.end(),
                                     [](const auto& word) { return word.starts_with('-'); });
    if (rest.empty()) return {};
    return option == rest.end() ? rest.back() : *option;
}

ExitStatus tell_usage(CLI::App& root, const CLI::ParseError& problem, Terminal& terminal) {
    auto* app = &root;
    while (!app->get_subcommands().empty())
        app = app->get_subcommands().front();
    if (problem.get_exit_code() == 0) {
        if (problem.get_name() == "CallForVersion")
            terminal.out("ferry " + std::string(kVersion) + "\n");
        else
            terminal.out(root.help()); // of the command that was named
        return ExitStatus::Done;
    }
    auto words = printable(problem.what());
    if (const auto word = unexpected_word(root, problem); !word.empty())
        words = "\"" + printable(word) + "\" is not understood" + suggestion(*app, word);
    auto path = app->get_name();
    if (app->get_parent() != nullptr && app->get_parent() != &root)
        path = app->get_parent()->get_name() + " " + path;
    terminal.err("ferry: " + words + "\n  see: " + (app == &root ? "ferry" : "ferry " + path) +
                 " --help\n");
    return ExitStatus::Usage;
}

ExitStatus finish(const Result<ExitStatus>& result, Context& context) {
    context.terminal().flush();
    if (interrupted()) return ExitStatus::Interrupted;
    if (result) return *result;
    context.complain(result.error());
    return result.error().code == Code::Cancelled ? ExitStatus::Interrupted : ExitStatus::Failed;
}

} // namespace

ExitStatus run_cli(const std::vector<std::string>& arguments, Context& context) {
    CLI::App root("Carries a person's software from one computer to the next.", "ferry");
    root.set_version_flag("--version", std::string(kVersion));
    root.require_subcommand(0, 1);
    add_common_options(root, context.options);
    auto all = add_commands(root, arguments.empty() ? "" : arguments.front());
    try {
        root.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ParseError& problem) {
        return tell_usage(root, problem, context.terminal());
    }
    auto* command = called_command(root, all);
    if (command == nullptr) {
        context.terminal().err(root.help());
        return ExitStatus::Usage;
    }
    if (!environment("NO_COLOR").empty()) context.options.no_color = true;
    return finish(command->run(context), context);
}

} // namespace ferry::cli
