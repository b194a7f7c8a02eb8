// What a command may use: the seams, the options that all commands share, and parts made on demand.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/base/report.hpp"
#include "core/cli/command.hpp"
#include "core/cli/terminal.hpp"
#include "core/host/installers.hpp"
#include "core/identity/open.hpp"
#include "core/model/device.hpp"
#include "core/platform/files.hpp"
#include "core/platform/key_store.hpp"
#include "core/platform/paths.hpp"
#include "core/platform/process.hpp"

#include <ferry/result.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ferry::cli {

/// Options that every command takes.
struct CommonOptions {
    bool json = false;
    bool dry_run = false;
    bool yes = false;
    bool quiet = false;
    bool verbose = false;
    bool no_color = false;
    std::string root = "/";
    std::vector<std::string> plugin_folders;
    std::string catalog_folder; // instead of the installed one
};

struct Seams {
    Terminal& terminal;
    Files& files;
    ProcessRunner& processes;
    const Clock& clock;
    Paths paths;
    Installation installation;
    KeyStore& key_store;
};

/// Lives for one call of the program. One thread.
class Context {
public:
    explicit Context(Seams seams);
    ~Context();

    CommonOptions options;

    Terminal& terminal() { return seams_.terminal; }
    Files& files() { return seams_.files; }
    ProcessRunner& processes() { return seams_.processes; }
    const Clock& clock() const { return seams_.clock; }
    const Paths& paths() const { return seams_.paths; }
    const Installation& installation() const { return seams_.installation; }
    KeyStore& key_store() { return seams_.key_store; }

    const Device& device(); // of this machine, or of the tree below --root
    /// Errors: NotFound, BadData, with the next step.
    Result<const identity::Catalog*> catalog();
    host::Installers& installers();

    /// Words for people on stderr, unless --quiet.
    void say(const std::string& sentence);
    /// "ferry: subject: what" and what to do next, on stderr.
    void complain(const Problem& problem);
    void complain(const Error& error);
    /// The command line itself is wrong; `command` as in "plan" has the help.
    ExitStatus wrong_use(const std::string& words, const std::string& command);
    /// A yes-or-no question. --yes answers it. Off a terminal: an Error that names the flag.
    Result<bool> confirm(const std::string& question);
    /// As FERRY_HOME does. Before anything else is asked of the context.
    void use_ferry_home(const std::filesystem::path& folder);

private:
    Result<void> add_own_catalogs(identity::CatalogSources& sources);

    Seams seams_;
    std::unique_ptr<Device> device_;
    std::unique_ptr<identity::Catalog> catalog_;
    std::unique_ptr<host::Installers> installers_;
};

/// True once Ctrl-C was pressed. Commands that change something ask it and stop in good order.
bool interrupted();
void watch_for_interrupt();
/// A service manager's word to end counts as Ctrl-C from here on.
void watch_for_termination();
/// Ctrl-C was this command's regular end: the exit status tells of no interruption.
void answer_interrupt();

} // namespace ferry::cli
