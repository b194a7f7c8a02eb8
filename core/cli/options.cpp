// Each call is CLI11's of the same name.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/options.hpp"

#include <CLI/CLI.hpp>

namespace ferry::cli {

Option& Option::required() {
    option_->required();
    return *this;
}

Option& Option::type_name(const std::string& name) {
    option_->type_name(name);
    return *this;
}

Option& Option::default_str(const std::string& shown) {
    option_->default_str(shown);
    return *this;
}

Option& Option::one_value() {
    option_->allow_extra_args(false); // expected(1) would take the option only once
    return *this;
}

Option& Option::one_of(const std::vector<std::string>& words) {
    option_->check(CLI::IsMember(words));
    return *this;
}

Option& Option::range(int lowest, int highest) {
    option_->check(CLI::Range(lowest, highest));
    return *this;
}

Option Options::add_option(const std::string& name, std::string& to, const std::string& help) {
    return Option(app_.add_option(name, to, help));
}

Option Options::add_option(const std::string& name, std::vector<std::string>& to,
                           const std::string& help) {
    return Option(app_.add_option(name, to, help));
}

Option Options::add_option(const std::string& name, int& to, const std::string& help) {
    return Option(app_.add_option(name, to, help));
}

Option Options::add_flag(const std::string& name, bool& to, const std::string& help) {
    return Option(app_.add_flag(name, to, help));
}

} // namespace ferry::cli
