// Starting and ending a child on POSIX systems: what process and piped process share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>
#include <spawn.h>
#include <sys/types.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace ferry::posix {

/// A descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }
    int get() const { return number_; }
    bool open() const { return number_ >= 0; }
    void close();

private:
    int number_;
};

struct Pipe {
    Descriptor read;
    Descriptor write;
};
/// Both ends close on exec. Errors: Io.
Result<Pipe> make_pipe();

struct ChildSetup {
    std::vector<std::string> argv;
    std::vector<std::pair<std::string, std::string>> environment;
    std::vector<std::string> inherit;
    std::array<int, 4> descriptors{-1, -1, -1,
                                   -1}; // our numbers for the child's 0 to 3; -1: /dev/null
    bool own_group = true;
};

/// Errors: NotFound (no such program), Denied, Io, BadData (NUL bytes, "=" in a variable's name).
Result<pid_t> start_child(const ChildSetup& setup);

/// What of posix_spawn differs: the child gets none of our descriptors from `first` on, also those
/// that another thread opens meanwhile. Returns the flags that it needs.
short keep_descriptors_from(posix_spawn_file_actions_t& actions, int first);

/// True once `child` has ended. It stays unreaped, so that its number means nobody else.
bool has_ended(pid_t child);

/// Kills what is left of the child's group, and the child. Only before it is reaped.
void kill_group(pid_t child);

/// The exit code as a shell would say it; blocks until the child is gone.
int reap(pid_t child);

} // namespace ferry::posix
