// The catalog as the rest of Ferry sees it: recognise a package, find its counterparts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/settings_rule.hpp"
#include "core/model/device.hpp"
#include "core/model/ids.hpp"
#include "core/model/inventory.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ferry::identity {

enum class Why { Curated, Proposed, Trace };
const char* to_text(Why why); // "curated", "proposed", "trace"

struct Recognition {
    SoftwareId software;
    std::string name;
    Why why = Why::Curated;
    std::vector<std::string> evidence; // sentences: which file and which value said so
};

/// One package of a software under one installer, as the entry writes it.
struct CatalogPackage {
    NativeId id;
    std::string on;                   // "debian", "ubuntu>=22.04"; empty: everywhere
    std::vector<std::string> needs{}; // repositories, taps, remotes to be added first
};

struct InstallerPackages {
    InstallerId installer;
    std::vector<CatalogPackage> packages; // in order of preference
};

struct Software {
    SoftwareId id;
    std::string name;
    std::string homepage;
    std::string category;
    bool proposed = false;
    std::vector<InstallerPackages> packages; // sorted by installer
    std::vector<SoftwareId> like;
    std::vector<SettingsRule> settings;
};

/// Immutable once opened; thread-safe.
class Catalog {
public:
    virtual ~Catalog() = default;
    virtual std::optional<Recognition> recognise(const PackageRef& package) const = 0;
    /// `device_os`: whose register it is where the trace's own source does not tell.
    virtual std::optional<Recognition> recognise(const Trace& trace,
                                                 const std::string& device_os) const = 0;
    virtual std::optional<Software> find(const SoftwareId& id) const = 0;
    /// Nearest first: id, then name, then a typing error away.
    virtual std::vector<SoftwareId> search(const std::string& words, std::size_t limit) const = 0;
    virtual std::size_t size() const = 0;
    virtual std::string origin() const = 0; // folder and state it was built from, in words
};

/// The packages of `software` under `installer` that fit `device` (its `on` holds), best first.
std::vector<CatalogPackage> fitting_packages(const Software& software, const InstallerId& installer,
                                             const Device& device);

/// Does `on` hold for the device? "debian", "ubuntu>=22.04", "windows", "linux"; empty always does.
bool condition_holds(const std::string& on, const Device& device);

} // namespace ferry::identity
