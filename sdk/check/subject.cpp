// The rules that are judged without running the plugin.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/subject.hpp"

#include "core/host/library_name.hpp"
#include "core/host/manifest.hpp"
#include "core/platform/files.hpp"
#include "sdk/check/elf_exports.hpp"
#include "sdk/check/sample.hpp"
#include "sdk/check/words.hpp"

#include <algorithm>

namespace ferry::check {
namespace {

constexpr const char* kTable = "ferry_plugin_v1";

void read_metadata(const ReadOnlyFiles& files, const std::filesystem::path& folder,
                   Subject& subject) {
    const auto add = [&](const std::string& what) {
        subject.findings.push_back({"metadata", what});
    };
    const auto text = files.read(folder / "plugin.json", 64 * 1024);
    if (!text) return add("plugin.json does not stand beside the library: " + text.error().message);
    const auto manifest = host::parse_manifest(*text);
    if (!manifest) return add("plugin.json: " + manifest.error().message);
    subject.id = manifest->id.text;
    subject.expects_absence = !manifest->present.empty();
    const auto expected = host::library_file_name(manifest->library);
    if (subject.library.empty()) subject.library = folder / from_utf8(expected);
    if (to_utf8(subject.library.filename()) != expected)
        add("plugin.json names the library " + shown(manifest->library) + ", which is " + expected +
            " on this system, but the file is " + to_utf8(subject.library.filename()));
    for (const auto& place : manifest->present) {
        const bool registry = place.starts_with("HKLM\\") || place.starts_with("HKCU\\");
        const bool drive = place.size() > 2 && place.substr(1, 2) == ":/";
        if (!registry && !drive && !place.starts_with('/'))
            add("\"present\" has " + shown(place) + ", no absolute path and no registry key");
    }
}

void read_exports(const ReadOnlyFiles& files, Subject& subject) {
    const auto bytes = files.read(subject.library);
    if (!bytes) return; // loading it tells
    const auto names = elf_exports(*bytes);
    if (!names) {
        subject.notes.push_back("exports were not looked at: the library " + names.error().message);
        return;
    }
    for (const auto& name : *names) {
        if (name != kTable)
            subject.findings.push_back(
                {"exports", "exports " + shown(name) + " besides " + kTable});
    }
    if (std::find(names->begin(), names->end(), kTable) == names->end())
        subject.findings.push_back({"exports", std::string("does not export ") + kTable});
}

void look_at_samples(Subject& subject) {
    const auto add = [&](const std::string& what) {
        subject.findings.push_back({"samples", what});
    };
    const auto samples = read_samples(subject.samples);
    if (!samples)
        return add(samples.error().code == Code::NotFound
                       ? "no folder " + to_utf8(subject.samples) + "; --samples names another"
                       : samples.error().message);
    bool reads = false;
    for (const auto& sample : *samples) {
        reads =
            reads || std::any_of(sample.calls.begin(), sample.calls.end(), [](const auto& call) {
                return call.call == "inventory" || call.call == "traces";
            });
    }
    if (!reads)
        return add("no sample in " + to_utf8(subject.samples) + " calls inventory or traces");
    subject.has_samples = true;
}

} // namespace

Result<Subject> find_subject(const std::string& file, const std::string& samples) {
    const RealFiles files;
    const auto path = std::filesystem::absolute(from_utf8(file)).lexically_normal();
    std::error_code problem;
    const bool folder = std::filesystem::is_directory(path, problem);
    if (!folder && !std::filesystem::exists(path, problem))
        return Error{Code::NotFound, "there is no " + to_utf8(path)};
    Subject subject;
    if (!folder) subject.library = path;
    const auto beside = folder ? path : path.parent_path();
    read_metadata(files, beside, subject);
    if (subject.library.empty())
        return Error{Code::NotFound, "no library is named in " + to_utf8(beside / "plugin.json") +
                                         ": " + subject.findings.front().what};
    subject.samples =
        samples.empty() ? beside / "samples" : std::filesystem::absolute(from_utf8(samples));
    read_exports(files, subject);
    look_at_samples(subject);
    return subject;
}

} // namespace ferry::check
