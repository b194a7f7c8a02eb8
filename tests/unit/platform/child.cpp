// The roles: each does one thing that a program under test's control may do.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/platform/child.hpp"

#include "core/platform/files.hpp"
#include "core/platform/machine.hpp"
#include "tests/unit/platform/child_system.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace ferry::testing {
namespace {

void say(std::FILE* to, const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), to);
    std::fflush(to);
}

void pause(const std::string& milliseconds) {
    std::this_thread::sleep_for(std::chrono::milliseconds(std::stoi(milliseconds)));
}

int exit_with(const Arguments& arguments) {
    return std::stoi(arguments.at(0));
}

int print(const Arguments& arguments) {
    say(stdout, arguments.at(0));
    say(stderr, arguments.at(1));
    return 0;
}

int list_arguments(const Arguments& arguments) {
    for (const auto& argument : arguments)
        say(stdout, "[" + argument + "]\n");
    return 0;
}

int fill_both_pipes(const Arguments& arguments) {
    const std::string piece(1000, 'x');
    for (int i = 0; i < std::stoi(arguments.at(0)); ++i) {
        say(stdout, piece);
        say(stderr, piece);
    }
    return 0;
}

int print_every_byte(const Arguments&) {
    std::string bytes;
    for (int i = 0; i < 256; ++i)
        bytes += static_cast<char>(i);
    say(stdout, bytes);
    return 0;
}

int echo(const Arguments&) {
    for (int c = std::getchar(); c != EOF; c = std::getchar()) {
        std::putchar(c);
        std::fflush(stdout);
    }
    return 0;
}

int print_variable(const Arguments& arguments) {
    say(stdout, environment(arguments.at(0)));
    return 0;
}

int sleep_for(const Arguments& arguments) {
    say(stdout, "ready\n");
    pause(arguments.at(0));
    return 0;
}

/// Its child holds our pipes for a while; we end at once, or stay as long ("stay").
int leave_grandchild(const Arguments& arguments) {
    start_grandchild(as_child("child:mark", {arguments.at(1), arguments.at(2)}));
    if (arguments.at(0) == "stay") pause("30000");
    return 0;
}

/// Says that it is there, waits, and leaves a file where nobody killed it meanwhile.
int mark(const Arguments& arguments) {
    say(stdout, "grandchild\n");
    pause(arguments.at(0));
    RealFiles files;
    return files.replace(from_utf8(arguments.at(1)), "alive", false) ? 0 : 1;
}

int ignore_interrupt(const Arguments&) {
    ignore_interrupts();
    say(stdout, "ready\n");
    pause("30000");
    return 0;
}

int end_on_signal(const Arguments&) {
    die_by_signal();
    pause("30000");
    return 0;
}

int tell_status(const Arguments& arguments) {
    write_status(arguments.at(0));
    return 0;
}

int complain_for_ever(const Arguments&) {
    for (;;)
        say(stderr, std::string(4096, 'e'));
}

int close_output(const Arguments& arguments) {
    std::fclose(stdout);
    std::fclose(stderr);
    pause(arguments.at(0));
    return 5;
}

} // namespace

const std::map<std::string, std::function<int(const Arguments&)>>& child_roles() {
    static const std::map<std::string, std::function<int(const Arguments&)>> roles = {
        {"child:exit", exit_with},
        {"child:print", print},
        {"child:arguments", list_arguments},
        {"child:fill", fill_both_pipes},
        {"child:bytes", print_every_byte},
        {"child:echo", echo},
        {"child:variable", print_variable},
        {"child:sleep", sleep_for},
        {"child:grandchild", leave_grandchild},
        {"child:mark", mark},
        {"child:stubborn", ignore_interrupt},
        {"child:signal", end_on_signal},
        {"child:status", tell_status},
        {"child:complain", complain_for_ever},
        {"child:close", close_output},
    };
    return roles;
}

std::vector<std::string> as_child(const std::string& role, const Arguments& arguments) {
    std::vector<std::string> argv = {to_utf8(executable_path()), role};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    return argv;
}

} // namespace ferry::testing
