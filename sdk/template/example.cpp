// The example plugin: an installer whose register is a text file with one "name version" per line.
// SPDX-License-Identifier: Apache-2.0
#include <ferry/plugin.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace {

using namespace ferry;

constexpr std::string_view kRegister = "/var/lib/example/installed";

/// Printable ASCII without spaces: what an id may be made of, and here a version too.
bool is_word(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

struct Plugin {
    static constexpr std::string_view id = "example";

    static Result<void> probe(const sdk::Host& host) {
        if (!host.read_file(kRegister))
            return Error{Code::Unavailable, std::string(kRegister) + " is not there"};
        host.present("1.0", "read from " + std::string(kRegister));
        return {};
    }

    static Result<void> inventory(const sdk::Host& host) {
        const auto text = host.read_file(kRegister);
        if (!text) return text.error();

        std::string_view rest = *text;
        while (!rest.empty()) {
            const auto line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(line.size() < rest.size() ? line.size() + 1 : line.size());
            const auto space = std::min(line.find(' '), line.size());
            sdk::Package package;
            package.native_id = line.substr(0, space);
            package.version = line.substr(std::min(space + 1, line.size()));
            // A line that is not understood is an error: a shorter list would look like an
            // uninstall.
            if (!is_word(package.native_id) || !is_word(package.version))
                return Error{Code::BadData, std::string(kRegister) + ": " + std::string(line)};
            host.emit(package);
        }
        return {};
    }

    /// Offers nothing: this installer can be read, but it has no source to install from.
    static Result<void> look_up(const sdk::Host&, sdk::Ids) { return {}; }
};

} // namespace

FERRY_EXPORT_PLUGIN(Plugin)
