// Disk images: hdiutil and ditto, the tools that Homebrew uses too.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/depot/disk.hpp"
#include "core/depot/place.hpp"

#include <array>

namespace ferry::depot {
namespace {

namespace fs = std::filesystem;

std::string without_entities(std::string text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> entities = {
        {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}}};
    for (const auto& [entity, letter] : entities) {
        for (auto at = text.find(entity); at != std::string::npos;
             at = text.find(entity, at + letter.size()))
            text.replace(at, entity.size(), letter);
    }
    return text;
}

struct Inside {
    std::vector<fs::path> apps, packages;
};

Inside look_into(const std::vector<fs::path>& mounts, const ReadOnlyFiles& files) {
    Inside inside;
    for (const auto& mount : mounts) {
        const auto entries = files.list(mount);
        for (const auto& entry : entries ? *entries : std::vector<FileEntry>{}) {
            const auto name = lower(entry.name);
            if (entry.name.front() == '.' || entry.kind == FileKind::Link) continue;
            if (name.ends_with(".app")) inside.apps.push_back(mount / from_utf8(entry.name));
            if (name.ends_with(".pkg")) inside.packages.push_back(mount / from_utf8(entry.name));
        }
    }
    return inside;
}

/// Beside and then renamed: a copy over an older version would mix the two.
Verdict copy_app(const fs::path& app, const Parts& parts, StepRunner& runner) {
    const auto target = parts.applications / app.filename();
    const auto beside = [&](const char* end) {
        auto name = from_utf8(".");
        name += app.filename();
        return parts.applications / (name += end);
    };
    const auto fresh = beside(".ferry-new");
    if (auto gone = remove_tree(fresh); !gone) return verdict_of(gone.error());
    const auto verdict =
        runner.run_all({{{"ditto", to_utf8(app), to_utf8(fresh)}, {}, false}}, "dmg");
    auto done = succeeded(verdict.result) ? swap_in(fresh, target, beside(".ferry-old"))
                                          : Result<void>(Error{Code::ToolFailed, verdict.message});
    const auto tidy = remove_tree(fresh);
    if (!succeeded(verdict.result)) return verdict;
    if (!done) return verdict_of(done.error());
    if (!tidy) return verdict_of(tidy.error());
    return {ResultClass::Ok, "it is " + printable(to_utf8(target))};
}

Verdict install_inside(const std::vector<fs::path>& mounts, const fs::path& file,
                       const Parts& parts, StepRunner& runner) {
    const auto [apps, packages] = look_into(mounts, parts.files);
    if (apps.size() == 1) return copy_app(apps[0], parts, runner);
    if (apps.empty() && packages.size() == 1)
        return runner.run_all(
            {{{"installer", "-pkg", to_utf8(packages[0]), "-target", "/"}, {}, true}}, "pkg");
    const auto found = std::to_string(apps.size()) + " programs and " +
                       std::to_string(packages.size()) + " packages";
    return {ResultClass::Failed, printable(to_utf8(file.filename())) + " has " + found +
                                     " where one is expected; open it by hand"};
}

} // namespace

std::vector<fs::path> mount_points(std::string_view plist) {
    constexpr std::string_view key = "<key>mount-point</key>", begin = "<string>",
                               end = "</string>";
    std::vector<fs::path> mounts;
    for (auto at = plist.find(key); at != std::string_view::npos; at = plist.find(key, at)) {
        at += key.size();
        const auto from = plist.find(begin, at);
        const auto to = plist.find(end, at);
        if (from == std::string_view::npos || to == std::string_view::npos || to < from) break;
        const auto text = plist.substr(from + begin.size(), to - from - begin.size());
        mounts.push_back(from_utf8(without_entities(std::string(text))));
    }
    return mounts;
}

Verdict install_dmg(const fs::path& file, const Parts& parts, StepRunner& runner) {
    const Step attach{
        {"hdiutil", "attach", "-nobrowse", "-noautoopen", "-readonly", "-plist", to_utf8(file)},
        {},
        false};
    const auto attached = runner.run(attach);
    if (!attached) return verdict_of(attached.error());
    const auto mounts = mount_points(attached->out);
    auto verdict = judge("dmg", "hdiutil", *attached);
    if (succeeded(verdict.result) && mounts.empty())
        verdict = {ResultClass::Failed, "hdiutil mounted nothing; open it by hand"};
    else if (succeeded(verdict.result))
        verdict = install_inside(mounts, file, parts, runner);
    for (const auto& mount : mounts) {
        const auto detached =
            runner.run_to_the_end({{"hdiutil", "detach", to_utf8(mount)}, {}, false});
        if (!detached || detached->exit_code != 0)
            verdict.message += (verdict.message.empty() ? "" : "; ") + printable(to_utf8(mount)) +
                               " is still mounted";
    }
    return verdict;
}

} // namespace ferry::depot
