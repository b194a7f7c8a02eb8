// Fits and misses, each with its words.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/choose.hpp"

#include "core/base/text.hpp"
#include "core/depot/version_range.hpp"
#include "core/model/version.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

namespace ferry::depot {
namespace {

// os-release IDs whose own packages are known. Others may take either, so both are tried.
constexpr std::array<std::string_view, 10> kTakesDeb = {
    "debian",     "ubuntu", "linuxmint", "pop",  "raspbian",
    "elementary", "zorin",  "neon",      "kali", "devuan"};
constexpr std::array<std::string_view, 10> kTakesRpm = {
    "fedora", "rhel", "centos", "rocky",         "almalinux",
    "ol",     "amzn", "sles",   "opensuse-leap", "opensuse-tumbleweed"};

// Those that the system's package manager knows afterwards come first.
constexpr std::array<std::string_view, 8> kFormats = {"deb", "rpm",      "msi", "pkg",
                                                      "exe", "appimage", "dmg", "archive"};

template <typename Names>
bool among(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::ptrdiff_t rank(std::string_view format) {
    return std::find(kFormats.begin(), kFormats.end(), format) - kFormats.begin();
}

/// How far from fitting, the nearest first.
enum class Fit { Yes, BadRange, OtherVersion, OtherArch, OtherDistribution, OtherSystem };

bool foreign_package(const Offer& offer, const Target& target) {
    return (offer.format == "deb" && among(kTakesRpm, target.distribution)) ||
           (offer.format == "rpm" && among(kTakesDeb, target.distribution));
}

/// macOS has Rosetta, Windows on ARM its own emulation since 10; Linux has neither by itself.
bool emulates(const Target& target) {
    return target.arch == "aarch64" && (target.os == "macos" || target.os == "windows");
}

bool runs_emulated(const Offer& offer, const Target& target) {
    return offer.arch == "x86_64" && emulates(target);
}

Fit fit_of(const Offer& offer, const Target& target) {
    if (offer.os != target.os) return Fit::OtherSystem;
    const bool other =
        !offer.distribution.empty() && lower(offer.distribution) != lower(target.distribution);
    if (other || foreign_package(offer, target)) return Fit::OtherDistribution;
    if (offer.arch != "any" && offer.arch != target.arch && !runs_emulated(offer, target))
        return Fit::OtherArch;
    const auto range = VersionRange::parse(offer.os_versions);
    if (!range) return Fit::BadRange;
    const bool in_range = range->any() || (!target.os_version.empty() &&
                                           range->contains(target.os, target.os_version));
    return in_range ? Fit::Yes : Fit::OtherVersion;
}

/// Smaller is better; versions are compared before.
auto specialty(const Offer& offer, const Target& target) {
    const int arch = offer.arch == target.arch ? 0 : offer.arch == "any" ? 1 : 2;
    return std::make_tuple(arch, offer.distribution.empty(), offer.os_versions.empty(),
                           rank(offer.format), offer.file);
}

bool better(const Offer& left, const Offer& right, const Target& target) {
    const auto order = compare_os_versions(left.version, right.version);
    if (order != 0) return order > 0;
    return specialty(left, target) < specialty(right, target);
}

void add_word(std::string& words, const std::string& word) {
    if (!word.empty()) words += (words.empty() ? "" : " ") + printable(word);
}

std::string file_words(const Offer& offer) {
    std::string words;
    add_word(words, offer.file);
    add_word(words, offer.version);
    words += " for";
    add_word(words, offer.distribution.empty() ? offer.os : offer.distribution);
    add_word(words, offer.os_versions);
    if (offer.arch != "any") add_word(words, offer.arch);
    return words;
}

std::string device_words(const Target& target) {
    std::string words;
    add_word(words, target.distribution.empty() ? target.os : target.distribution);
    add_word(words, known_version(target.os, target.os_version));
    add_word(words, target.arch);
    return words;
}

Error nothing_fits(const Offer& nearest, Fit fit, const Target& target) {
    auto words = "no installer file of " + printable(nearest.software) +
                 " in the depot fits this device: there is " + file_words(nearest);
    if (fit == Fit::BadRange) {
        const auto range = VersionRange::parse(nearest.os_versions);
        words += "; " + (range ? std::string() : range.error().message);
    } else {
        words += "; this device is " + device_words(target);
        if (fit == Fit::OtherDistribution && nearest.distribution.empty())
            words += ", which does not take " + nearest.format + " files";
    }
    return Error{Code::NotFound, words + "; ferry depot add gives the depot another"};
}

} // namespace

Result<Choice> choose(const std::vector<Offer>& offers, const Target& target) {
    if (offers.empty())
        return Error{Code::NotFound, "the depot has no installer file of it; ferry depot add gives "
                                     "it one"};
    const Offer* best = nullptr;
    Fit best_fit = Fit::OtherSystem;
    for (const auto& offer : offers) {
        const auto fit = fit_of(offer, target);
        if (best == nullptr || fit < best_fit ||
            (fit == best_fit && better(offer, *best, target))) {
            best = &offer;
            best_fit = fit;
        }
    }
    if (best_fit != Fit::Yes) return nothing_fits(*best, best_fit, target);
    return Choice{*best, runs_emulated(*best, target)};
}

} // namespace ferry::depot
