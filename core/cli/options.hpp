// What a command asks of the command line. CLI11 stands behind it, in one file: its header costs
// every file that includes it ten seconds of compiling.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace ferry::cli {

/// Borrows the command line that it belongs to.
class Option {
public:
    explicit Option(CLI::Option* option) : option_(option) {}
    Option& required();
    Option& type_name(const std::string& name);    // in the help: "FILE"
    Option& default_str(const std::string& shown); // in the help
    Option& one_value();                           // each time it is written, of a list
    Option& one_of(const std::vector<std::string>& words);
    Option& range(int lowest, int highest);

private:
    CLI::Option* option_;
};

/// "--name" is an option, "NAME" an argument in its place. The targets outlive the parsing.
class Options {
public:
    explicit Options(CLI::App& app) : app_(app) {}
    Option add_option(const std::string& name, std::string& to, const std::string& help);
    Option add_option(const std::string& name, std::vector<std::string>& to,
                      const std::string& help);
    Option add_option(const std::string& name, int& to, const std::string& help);
    Option add_flag(const std::string& name, bool& to, const std::string& help);

private:
    CLI::App& app_;
};

} // namespace ferry::cli
