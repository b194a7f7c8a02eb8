// Parts made on demand, and words for people.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/context.hpp"

#include "core/base/text.hpp"
#include "core/cli/config_file.hpp"
#include "core/host/make.hpp"
#include "core/identity/fetched.hpp"
#include "core/platform/machine.hpp"

#include <csignal>
#include <utility>

namespace ferry::cli {
namespace {

volatile std::sig_atomic_t g_interrupts = 0;

void note_interrupt(int signal) {
    g_interrupts = g_interrupts + 1;
    std::signal(signal, note_interrupt);
}

} // namespace

bool interrupted() {
    return g_interrupts != 0;
}

void watch_for_interrupt() {
    std::signal(SIGINT, note_interrupt);
}

void watch_for_termination() {
    std::signal(SIGTERM, note_interrupt);
}

void answer_interrupt() {
    g_interrupts = 0;
}

Context::Context(Seams seams) : seams_(std::move(seams)) {}
Context::~Context() = default;

const Device& Context::device() {
    if (!device_) device_ = std::make_unique<Device>(this_device(files(), from_utf8(options.root)));
    return *device_;
}

/// The one that came with Ferry, or what was fetched since; then the person's overlays.
Result<void> Context::add_own_catalogs(identity::CatalogSources& sources) {
    const auto config = read_config(*this);
    if (!config) return config.error();
    const auto folder = fetched_catalog(*this);
    const auto fetched = identity::read_fetched(folder);
    if (fetched) {
        for (const auto& name : fetched->indexes)
            sources.indexes.push_back(folder / from_utf8(name));
    } else {
        if (fetched.error().code != Code::NotFound)
            complain(Problem{to_utf8(folder), fetched.error().message,
                             "the catalog that came with Ferry serves; run ferry catalog update",
                             fetched.error().code});
        sources.indexes.push_back(installation().catalog / "index.bin");
    }
    for (const auto& overlay : config->catalog_overlays)
        sources.overlays.push_back(from_utf8(overlay));
    return {};
}

Result<const identity::Catalog*> Context::catalog() {
    if (catalog_) return catalog_.get();
    identity::CatalogSources sources;
    if (options.catalog_folder.empty()) {
        const auto added = add_own_catalogs(sources);
        if (!added) return added.error();
    } else {
        sources.overlays.push_back(from_utf8(options.catalog_folder));
    }
    auto opened = identity::open_catalog(sources);
    if (!opened.clean() && opened.value->size() == 0) {
        const auto& first = opened.problems.front();
        return Error{first.code, first.subject + ": " + first.what};
    }
    for (const auto& problem : opened.problems)
        complain(problem);
    catalog_ = std::move(opened.value);
    return catalog_.get();
}

host::Installers& Context::installers() {
    if (installers_) return *installers_;
    host::HostOptions host;
    for (const auto& folder : options.plugin_folders)
        host.plugin_folders.push_back(from_utf8(folder));
    host.plugin_folders = host::plugin_folders(host.plugin_folders, paths(), installation());
    host.root = from_utf8(options.root);
    host.home = paths().home;
    host.worker = installation().worker;
    host.device = device();
    host.interactive = terminal().can_ask();
    installers_ = host::make_installers(host, files(), processes());
    return *installers_;
}

void Context::say(const std::string& sentence) {
    if (!options.quiet) terminal().err(sentence + "\n");
}

void Context::complain(const Problem& problem) {
    auto words = "ferry: " + printable(problem.subject) + ": " + printable(problem.what) + "\n";
    if (!problem.next.empty()) words += "  next: " + printable(problem.next) + "\n";
    terminal().err(words);
}

void Context::complain(const Error& error) {
    terminal().err("ferry: " + printable(error.message) + "\n");
}

ExitStatus Context::wrong_use(const std::string& words, const std::string& command) {
    terminal().err("ferry: " + printable(words) + "\n  see: ferry " + command + " --help\n");
    return ExitStatus::Usage;
}

Result<bool> Context::confirm(const std::string& question) {
    if (options.yes) return true;
    if (!terminal().can_ask())
        return Error{Code::Unavailable, "nobody to ask \"" + question + "\"; --yes answers it"};
    const auto answer = terminal().ask(question + " [y/N] ");
    if (!answer) return answer.error();
    const auto word = lower(trimmed(*answer));
    return word == "y" || word == "yes";
}

void Context::use_ferry_home(const std::filesystem::path& folder) {
    seams_.paths = paths_below(std::filesystem::absolute(folder), seams_.paths.home);
}

} // namespace ferry::cli
