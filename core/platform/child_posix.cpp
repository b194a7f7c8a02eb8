// posix_spawnp with a cleaned environment, an own process group and no inherited descriptors.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/child_posix.hpp"

#include "core/base/text.hpp"
#include "core/platform/error_posix.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace ferry::posix {
namespace {

constexpr std::array kKept = {"PATH",
                              "HOME",
                              "USER",
                              "LOGNAME",
                              "TMPDIR",
                              "TERM",
                              "XDG_CONFIG_HOME",
                              "XDG_DATA_HOME",
                              "XDG_CACHE_HOME",
                              "XDG_STATE_HOME",
                              "XDG_RUNTIME_DIR",
                              "XDG_DATA_DIRS"};

std::vector<std::string> cleaned_environment(const ChildSetup& setup) {
    std::vector<std::pair<std::string, std::string>> variables = {{"LC_ALL", "C.UTF-8"},
                                                                  {"LANGUAGE", ""}};
    const auto keep = [&](const char* name) {
        if (const char* value = std::getenv(name)) variables.emplace_back(name, value);
    };
    for (const auto* name : kKept)
        keep(name);
    for (const auto& name : setup.inherit)
        keep(name.c_str());
    for (const auto& addition : setup.environment)
        variables.push_back(addition);

    std::vector<std::string> lines;
    for (std::size_t i = 0; i < variables.size(); ++i) { // a later one of the same name wins
        bool last = true;
        for (std::size_t j = i + 1; j < variables.size(); ++j)
            last = last && variables[j].first != variables[i].first;
        if (last) lines.push_back(variables[i].first + "=" + variables[i].second);
    }
    return lines;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (auto& text : texts)
        result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

bool has_nul(const std::vector<std::string>& texts) {
    return std::any_of(texts.begin(), texts.end(),
                       [](const auto& text) { return text.find('\0') != std::string::npos; });
}

bool good_names(const std::vector<std::pair<std::string, std::string>>& variables) {
    return std::all_of(variables.begin(), variables.end(), [](const auto& variable) {
        return !variable.first.empty() && variable.first.find('=') == std::string::npos;
    });
}

/// The attributes and file actions of one spawn.
class SpawnPlan {
public:
    explicit SpawnPlan(const ChildSetup& setup) {
        posix_spawnattr_init(&attributes_);
        posix_spawn_file_actions_init(&actions_);
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
        if (setup.own_group) {
            posix_spawnattr_setpgroup(&attributes_, 0);
            flags = static_cast<short>(flags | POSIX_SPAWN_SETPGROUP);
        }
        for (int target = 0; target < 4; ++target)
            connect(setup, target);
        const int first_kept = setup.descriptors[3] < 0 ? 3 : 4;
        flags = static_cast<short>(flags | keep_descriptors_from(actions_, first_kept));
        posix_spawnattr_setflags(&attributes_, flags);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    ~SpawnPlan() {
        posix_spawnattr_destroy(&attributes_);
        posix_spawn_file_actions_destroy(&actions_);
    }

    const posix_spawnattr_t* attributes() const { return &attributes_; }
    const posix_spawn_file_actions_t* actions() const { return &actions_; }

private:
    void connect(const ChildSetup& setup, int target) {
        const int source = setup.descriptors.at(static_cast<std::size_t>(target));
        if (source >= 0)
            posix_spawn_file_actions_adddup2(&actions_, source, target);
        else if (target < 3)
            posix_spawn_file_actions_addopen(&actions_, target, "/dev/null", O_RDWR, 0);
    }

    posix_spawnattr_t attributes_{};
    posix_spawn_file_actions_t actions_{};
};

/// A folder of PATH that we may not enter makes EACCES of a program that is in none of them.
bool is_in_path(const std::string& program) {
    const char* path = std::getenv("PATH");
    for (const auto& folder : split(path == nullptr ? "" : path, ':')) {
        if (access((folder + "/" + program).c_str(), F_OK) == 0) return true;
    }
    return false;
}

Error start_error(int number, const std::string& program) {
    const bool looked_up = program.find('/') == std::string::npos;
    const bool missing = number == EACCES && looked_up && !is_in_path(program);
    return error_from_errno(missing ? ENOENT : number, program);
}

int exit_code_of(int status) {
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/// Above the numbers that the child will use, so that no dup2 overwrites a source.
Result<Descriptor> lifted(int number) {
    const int high = fcntl(number, F_DUPFD_CLOEXEC, 10);
    close(number);
    if (high < 0) return error_from_errno(errno, "pipe");
    return Descriptor(high);
}

} // namespace

void Descriptor::close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
}

Result<Pipe> make_pipe() {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) return error_from_errno(errno, "pipe");
    auto read = lifted(ends[0]);
    auto write = lifted(ends[1]);
    if (!read) return read.error();
    if (!write) return write.error();
    return Pipe{std::move(*read), std::move(*write)};
}

Result<pid_t> start_child(const ChildSetup& setup) {
    if (setup.argv.empty() || setup.argv.front().empty() || has_nul(setup.argv))
        return Error{Code::BadData, "a command line that is empty or holds a NUL byte"};
    auto argv_texts = setup.argv;
    auto environment_texts = cleaned_environment(setup);
    if (has_nul(environment_texts) || !good_names(setup.environment))
        return Error{Code::BadData, setup.argv.front() + ": a malformed environment variable"};
    const auto argv = pointers(argv_texts);
    const auto environment = pointers(environment_texts);
    const SpawnPlan plan(setup);
    pid_t child = 0;
    const int failure = posix_spawnp(&child, argv[0], plan.actions(), plan.attributes(),
                                     argv.data(), environment.data());
    if (failure != 0) return start_error(failure, setup.argv.front());
    return child;
}

bool has_ended(pid_t child) {
    siginfo_t info{};
    const int asked = waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT);
    return asked == 0 && info.si_pid == child;
}

void kill_group(pid_t child) {
    kill(-child, SIGKILL);
    kill(child, SIGKILL); // where it shares our group
}

int reap(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return 255; // somebody else took it; nobody knows how it ended
    }
    return exit_code_of(status);
}

} // namespace ferry::posix
