// ferry plugin new: a working plugin project under a name of one's own.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ferry::cli {
namespace {

constexpr std::uint64_t kMaxTemplateBytes = 64 * 1024;

bool is_plugin_name(const std::string& name) {
    return !name.empty() && name.size() <= 40 && name.front() >= 'a' && name.front() <= 'z' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

/// "my-tool" in C++: "my_tool".
std::string identifier(std::string name) {
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

std::string capitalised(std::string name) {
    if (name.front() >= 'a' && name.front() <= 'z')
        name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return name;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

/// The template's own name is "example" in every form that it takes.
std::string renamed(std::string text, const std::string& name) {
    text = replaced(std::move(text), "ferry::example", "ferry::" + identifier(name));
    text = replaced(std::move(text), "Example", capitalised(identifier(name)));
    return replaced(std::move(text), "example", name);
}

class PluginNew final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("NAME", name_, "the installer's id: a-z, 0-9 and -, a letter first")
            .required();
        options.add_flag("--c", plain_c_, "in C11 instead of C++20");
    }

    Result<ExitStatus> run(Context& context) override {
        if (!is_plugin_name(name_))
            return context.wrong_use("\"" + printable(name_) +
                                         "\" is no name for a plugin: a-z, 0-9 and -, a letter "
                                         "first, 40 at most",
                                     "plugin new");
        const auto folder = std::filesystem::path(from_utf8(name_));
        if (context.files().exists(folder))
            return Error{Code::Conflict, name_ + " is here already; nothing was written"};
        const auto source = context.installation().sdk / (plain_c_ ? "template-c" : "template");
        if (const auto copied = copy(context, source, folder); !copied) return copied.error();
        context.say("wrote " + name_ + "/; next:\n  cmake -S " + name_ + " -B " + name_ +
                    "/build && cmake --build " + name_ + "/build && ctest --test-dir " + name_ +
                    "/build");
        return ExitStatus::Done;
    }

private:
    Result<void> copy(Context& context, const std::filesystem::path& from,
                      const std::filesystem::path& to) const {
        const auto entries = context.files().list(from);
        if (!entries) return entries.error().under("the template of the SDK");
        if (!context.options.dry_run) {
            if (const auto made = context.files().create_folders(to); !made) return made.error();
        }
        for (const auto& entry : *entries) {
            const auto source = from / from_utf8(entry.name);
            const auto target = to / from_utf8(renamed(entry.name, name_));
            const auto done = entry.kind == FileKind::Folder ? copy(context, source, target)
                                                             : write(context, source, target);
            if (!done) return done.error();
        }
        return {};
    }

    Result<void> write(Context& context, const std::filesystem::path& from,
                       const std::filesystem::path& to) const {
        const auto text = context.files().read(from, kMaxTemplateBytes);
        if (!text) return text.error();
        context.terminal().out(to_utf8(to) + "\n");
        if (context.options.dry_run) return {};
        return context.files().replace(to, renamed(*text, name_));
    }

    std::string name_;
    bool plain_c_ = false;
};

} // namespace

CommandRow plugin_new_command() {
    return {"plugin new", "write a working plugin project into a new folder",
            "  ferry plugin new npm\n"
            "  ferry plugin new pacman --c",
            make_command<PluginNew>};
}

} // namespace ferry::cli
