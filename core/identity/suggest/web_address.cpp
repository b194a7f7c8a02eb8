// Hosts whose paths name projects, and hosts that say nothing about a project.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/suggest/web_address.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <array>

namespace ferry::identity {
namespace {

/// The project is named by so many parts after the host.
struct Forge {
    std::string_view host;
    std::size_t parts;
};
constexpr Forge kForges[] = {{"github.com", 2},    {"gitlab.com", 2},     {"codeberg.org", 2},
                             {"bitbucket.org", 2}, {"git.sr.ht", 2},      {"sr.ht", 2},
                             {"gitee.com", 2},     {"invent.kde.org", 2}, {"pagure.io", 1},
                             {"launchpad.net", 1}, {"repo.or.cz", 1},     {"notabug.org", 2}};

/// Many projects under one roof: the host alone is no evidence.
constexpr std::string_view kShared[] = {"sites.google.com",
                                        "google.com",
                                        "docs.google.com",
                                        "pypi.org",
                                        "pypi.python.org",
                                        "crates.io",
                                        "npmjs.com",
                                        "rubygems.org",
                                        "metacpan.org",
                                        "search.cpan.org",
                                        "hackage.haskell.org",
                                        "cran.r-project.org",
                                        "wordpress.com",
                                        "blogspot.com",
                                        "archive.org",
                                        "web.archive.org",
                                        "freshmeat.net",
                                        "freecode.com",
                                        "code.google.com",
                                        "sourceforge.net",
                                        "sourceforge.io",
                                        "gnu.org",
                                        "savannah.gnu.org",
                                        "nongnu.org",
                                        "kde.org",
                                        "apps.kde.org",
                                        "gnome.org",
                                        "wiki.gnome.org",
                                        "apps.gnome.org",
                                        "microsoft.com",
                                        "apple.com",
                                        "apps.apple.com",
                                        "itunes.apple.com",
                                        "debian.org",
                                        "tracker.debian.org",
                                        "salsa.debian.org",
                                        "fedoraproject.org",
                                        "freedesktop.org",
                                        "x.org",
                                        "chocolatey.org",
                                        "store.steampowered.com",
                                        "itch.io",
                                        "jetbrains.com",
                                        "adobe.com",
                                        "nirsoft.net",
                                        "sysinternals.com",
                                        "docs.microsoft.com",
                                        "learn.microsoft.com",
                                        "youtube.com",
                                        "twitter.com",
                                        "facebook.com",
                                        "patreon.com",
                                        "apache.org",
                                        "eclipse.org",
                                        "qt.io",
                                        "python.org",
                                        "perl.org",
                                        "haskell.org",
                                        "jfrog.com",
                                        "ibm.com",
                                        "oracle.com",
                                        "hp.com",
                                        "intel.com",
                                        "nvidia.com",
                                        "amd.com",
                                        "flathub.org",
                                        "snapcraft.io",
                                        "f-droid.org",
                                        "play.google.com",
                                        "readthedocs.io",
                                        "github.io",
                                        "gitlab.io",
                                        "netlify.app",
                                        "vercel.app",
                                        "pages.dev",
                                        "free.fr",
                                        "altervista.org",
                                        "tuxfamily.org",
                                        "berlios.de",
                                        "alioth.debian.org",
                                        "mozdev.org",
                                        "sf.net",
                                        "web.app",
                                        "herokuapp.com",
                                        "weebly.com",
                                        "wixsite.com",
                                        "tripod.com",
                                        "blogspot.de",
                                        "mit.edu",
                                        "stanford.edu",
                                        "berkeley.edu",
                                        "cmu.edu",
                                        "princeton.edu",
                                        "cnrs.fr",
                                        "inria.fr",
                                        "nasa.gov",
                                        "nih.gov",
                                        "tu-berlin.de",
                                        "cam.ac.uk",
                                        "ed.ac.uk",
                                        "ox.ac.uk",
                                        "codeplex.com",
                                        "fsf.org"};

std::string host_of(std::string_view& rest) {
    const auto end = std::min(rest.find_first_of("/?#"), rest.size());
    auto host = lower(rest.substr(0, end));
    rest.remove_prefix(end);
    if (const auto at = host.find('@'); at != std::string::npos) host.erase(0, at + 1);
    if (const auto port = host.find(':'); port != std::string::npos) host.erase(port);
    if (host.starts_with("www.")) host.erase(0, 4);
    return host;
}

bool is_language(std::string_view part) {
    const auto small = [&](std::size_t i) { return part[i] >= 'a' && part[i] <= 'z'; };
    if (part.size() == 2) return small(0) && small(1) && part != "go" && part != "qt";
    return part.size() == 5 && (part[2] == '-' || part[2] == '_') && small(0) && small(1);
}

/// Parts that say how a page is served and in which language, not whose it is.
bool says_nothing(std::string_view part) {
    constexpr std::array kNames = {"index.html",   "index.php",    "index.htm", "index",
                                   "home",         "download",     "downloads", "home.html",
                                   "default.aspx", "download.html"};
    return is_language(part) || std::find(kNames.begin(), kNames.end(), part) != kNames.end();
}

std::vector<std::string> parts_of(std::string_view rest) {
    rest = rest.substr(0, rest.find_first_of("?#"));
    std::vector<std::string> parts;
    for (auto& part : split(lower(rest), '/')) {
        if (!part.empty() && !says_nothing(part)) parts.push_back(std::move(part));
    }
    return parts;
}

std::string joined(const std::string& host, const std::vector<std::string>& parts,
                   std::size_t count) {
    std::string key = host;
    for (std::size_t i = 0; i < std::min(count, parts.size()); ++i)
        key += "/" + parts[i];
    if (key.ends_with(".git")) key.resize(key.size() - 4);
    return key;
}

/// gitlab.gnome.org, gitlab.freedesktop.org: everything up to "/-/" is the project.
std::string on_own_gitlab(const std::string& host, const std::vector<std::string>& parts) {
    const auto end = std::find(parts.begin(), parts.end(), "-") - parts.begin();
    return joined(host, parts, static_cast<std::size_t>(end));
}

/// Forges that give each project a host or a folder of its own: NAME.sourceforge.io.
std::string named_project(const std::string& host, const std::vector<std::string>& parts) {
    for (const std::string_view roof : {".sourceforge.net", ".sourceforge.io", ".sf.net"}) {
        if (host.ends_with(roof))
            return "sourceforge.net/" + host.substr(0, host.size() - roof.size());
    }
    if ((host == "sourceforge.net" || host == "sf.net") && parts.size() >= 2 &&
        (parts[0] == "projects" || parts[0] == "p"))
        return "sourceforge.net/" + parts[1];
    if ((host == "savannah.gnu.org" || host == "savannah.nongnu.org") && parts.size() >= 2)
        return "gnu.org/" + parts[1];
    if (host == "gnu.org" && parts.size() >= 2 && (parts[0] == "software" || parts[0] == "s"))
        return "gnu.org/" + parts[1];
    if (host == "nongnu.org" && !parts.empty()) return "gnu.org/" + parts[0];
    for (const std::string_view roof : {".github.io", ".gitlab.io"}) {
        if (host.ends_with(roof) && !parts.empty())
            return std::string(roof.substr(1, 6)) + ".com/" +
                   host.substr(0, host.size() - roof.size()) + "/" + parts[0];
    }
    return {};
}

std::string project_of(const std::string& host, const std::vector<std::string>& parts) {
    for (const auto& forge : kForges) {
        if (host == forge.host)
            return parts.size() < forge.parts ? std::string() : joined(host, parts, forge.parts);
    }
    if (host.starts_with("gitlab.") && parts.size() >= 2) return on_own_gitlab(host, parts);
    return named_project(host, parts);
}

/// "download.example.co.uk" -> "example.co.uk".
std::string domain_of(const std::string& host) {
    const auto labels = split(host, '.');
    if (labels.size() < 3) return host;
    const auto& second = labels[labels.size() - 2];
    const bool country = labels.back().size() == 2 && second.size() <= 3;
    const auto keep = country ? std::size_t{3} : std::size_t{2};
    return join({labels.end() - static_cast<std::ptrdiff_t>(keep), labels.end()}, ".");
}

bool is_shared(const std::string& host) {
    const auto forge = [&](const Forge& one) { return host == one.host; };
    return std::find(std::begin(kShared), std::end(kShared), host) != std::end(kShared) ||
           std::any_of(std::begin(kForges), std::end(kForges), forge) ||
           host.starts_with("gitlab.");
}

} // namespace

AddressKeys address_keys(std::string_view address) {
    AddressKeys keys;
    const auto scheme = address.find("://");
    if (scheme == std::string_view::npos) return keys;
    auto rest = address.substr(scheme + 3);
    const auto host = host_of(rest);
    if (host.find('.') == std::string::npos) return keys;
    const auto parts = parts_of(rest);
    const auto project = project_of(host, parts);
    if (!project.empty()) {
        keys.strong.push_back("repository " + project);
        return keys;
    }
    if (is_shared(host) && parts.empty()) return keys;
    if (!parts.empty()) keys.strong.push_back("page " + joined(host, parts, parts.size()));
    if (!is_shared(host) && !is_shared(domain_of(host))) keys.site = "site " + domain_of(host);
    return keys;
}

std::string repository_key(std::string_view owner_and_name) {
    if (std::count(owner_and_name.begin(), owner_and_name.end(), '/') != 1) return {};
    const auto keys = address_keys("https://github.com/" + std::string(owner_and_name));
    return keys.strong.empty() ? std::string() : keys.strong.front();
}

std::string_view last_part(std::string_view key) {
    return key.substr(key.rfind('/') + 1);
}

} // namespace ferry::identity
