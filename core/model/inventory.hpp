// What is installed on one device, as its installers and its system's registers report it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/device.hpp"
#include "core/model/ids.hpp"

#include <string>
#include <vector>

namespace ferry {

enum class Scope { Unknown, System, User };
enum class Reason { Unknown, Explicit, Dependency };

struct Package {
    NativeId id;
    std::string version; // in the installer's own syntax; empty where it has none
    std::string name;    // for people; empty: the id serves
    std::string arch;    // the installer's own word
    std::string origin;  // repository, tap or remote
    std::string publisher;
    std::string kind;
    Scope scope = Scope::Unknown;
    Reason reason = Reason::Unknown;
    bool held = false;
    bool broken = false; // unpacked or half-configured
    bool base = false;   // part of the operating system itself

    bool operator==(const Package&) const = default;
};

struct Trace {
    std::string source; // "uninstall-key", "bundle", "desktop-file"
    std::string key;
    std::string name;
    std::string version;
    std::string publisher;

    bool operator==(const Trace&) const = default;
};

/// Everything one installer reported. Only a complete one may replace what a server knows.
struct InstallerInventory {
    InstallerId installer;
    std::string version;           // of the installer
    std::vector<Package> packages; // sorted by id, then arch; unique
    std::vector<Trace> traces;
};

struct Inventory {
    Device device;
    std::vector<InstallerInventory> installers; // sorted by id; those that could be read whole
};

const char* to_text(Scope scope);   // "system", "user", ""
const char* to_text(Reason reason); // "explicit", "dependency", ""
Scope scope_from_text(const std::string& text);

} // namespace ferry
