// ferry completion: a shell's completion script, made from the command table.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"

#include <map>
#include <string>
#include <vector>

namespace ferry::cli {
namespace {

constexpr const char* kFlags = "--json --dry-run --yes --quiet --verbose --help";

/// First words, each with the second words that may follow.
std::map<std::string, std::vector<std::string>> verbs() {
    std::map<std::string, std::vector<std::string>> all;
    for (const auto& row : command_table()) {
        const auto words = split(row.name, ' ');
        auto& second = all[words[0]];
        if (words.size() > 1) second.push_back(words[1]);
    }
    all.erase("status");
    return all;
}

std::string first_words() {
    std::vector<std::string> names;
    for (const auto& [name, rest] : verbs())
        names.push_back(name);
    return join(names, " ");
}

std::string bash() {
    std::string cases;
    for (const auto& [name, rest] : verbs()) {
        if (!rest.empty()) cases += "        " + name + ") words=\"" + join(rest, " ") + "\" ;;\n";
    }
    return "_ferry() {\n"
           "    local words=\"" +
           std::string(kFlags) +
           "\"\n"
           "    case \"${COMP_WORDS[COMP_CWORD-1]}\" in\n"
           "        ferry) words=\"" +
           first_words() + " $words\" ;;\n" + cases +
           "    esac\n"
           "    COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n"
           "}\n"
           "complete -o default -F _ferry ferry\n";
}

std::string zsh() {
    return "#compdef ferry\nautoload -U +X bashcompinit && bashcompinit\n" + bash();
}

std::string fish() {
    std::string text = "complete -c ferry -f\n";
    for (const auto& row : command_table()) {
        const auto words = split(row.name, ' ');
        if (words[0] == "status") continue;
        const auto when = words.size() == 1 ? std::string("__fish_use_subcommand")
                                            : "__fish_seen_subcommand_from " + words[0];
        text += "complete -c ferry -n '" + when + "' -a " + words.back() + " -d '" + row.summary +
                "'\n";
    }
    for (const auto& flag : split(kFlags, ' '))
        text += "complete -c ferry -l " + flag.substr(2) + "\n";
    return text;
}

std::string powershell() {
    std::string cases;
    for (const auto& [name, rest] : verbs()) {
        if (!rest.empty()) cases += "        '" + name + "' { '" + join(rest, "', '") + "' }\n";
    }
    return "Register-ArgumentCompleter -Native -CommandName ferry -ScriptBlock {\n"
           "    param($word, $line)\n"
           "    $said = @($line.CommandElements | ForEach-Object { \"$_\" })\n"
           "    $verb = if ($said.Count -gt 1) { $said[1] } else { '' }\n"
           "    $words = switch ($verb) {\n" +
           cases + "        default { '" + join(split(first_words(), ' '), "', '") +
           "' }\n"
           "    }\n"
           "    $words | Where-Object { $_ -like \"$word*\" }\n"
           "}\n";
}

class Completion final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("SHELL", shell_, "bash, zsh, fish or powershell")
            .required()
            .one_of({"bash", "zsh", "fish", "powershell"});
    }

    Result<ExitStatus> run(Context& context) override {
        context.terminal().out(shell_ == "bash"   ? bash()
                               : shell_ == "zsh"  ? zsh()
                               : shell_ == "fish" ? fish()
                                                  : powershell());
        return ExitStatus::Done;
    }

private:
    std::string shell_;
};

} // namespace

CommandRow completion_command() {
    return {"completion", "a completion script for your shell",
            "  ferry completion bash > ~/.local/share/bash-completion/completions/ferry\n"
            "  ferry completion fish > ~/.config/fish/completions/ferry.fish",
            make_command<Completion>};
}

} // namespace ferry::cli
