// What apt-cache says of packages on offer: which version, from where, how large.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/policy.hpp"

#include "plugins/apt/deb822.hpp"
#include "plugins/kit/words.hpp"

#include <ferry/plugin.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace ferry::apt {
namespace {

constexpr std::string_view kCandidate = "  Candidate: ";
constexpr std::size_t kSourceIndent = 8; // versions are indented less

Error not_understood(std::string_view line) {
    return Error{Code::BadData, "apt-cache policy: not understood: '" + kit::excerpt(line) + "'"};
}

/// "     2.0-1 500" or " *** 1.0-1 100": the version whose sources are on the next lines.
std::string_view read_version(std::string_view line) {
    auto words = kit::words_of(line);
    if (!words.empty() && words.front() == "***") words.erase(words.begin());
    return words.size() < 2 ? std::string_view{} : words[0];
}

/// "https://user:secret@host/debian" without what nobody else may see.
std::string without_login(std::string_view address) {
    const auto host = address.find("://");
    if (host == std::string_view::npos) return std::string(address);
    const auto path = std::min(address.find('/', host + 3), address.size());
    const auto at = address.substr(0, path).rfind('@');
    if (at == std::string_view::npos) return std::string(address);
    return std::string(address.substr(0, host + 3)) + std::string(address.substr(at + 1));
}

/// "        500 http://deb.example.org/debian bookworm/main amd64 Packages" gives address and
/// suite. "        100 /var/lib/dpkg/status" is no source and gives nothing.
std::string read_source(std::string_view line) {
    const auto words = kit::words_of(line);
    if (words.size() < 4) return {};
    return kit::plain(without_login(words[1]) + " " + std::string(words[2]));
}

std::uint64_t number(std::string_view text, std::uint64_t unit) {
    std::uint64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, value);
    const bool whole = problem == std::errc{} && stop == end;
    return whole && value < sdk::kUnknownSize / unit ? value * unit : sdk::kUnknownSize;
}

/// Goes through the answer line by line.
class PolicyReader {
public:
    explicit PolicyReader(std::string_view native_arch) : native_arch_(native_arch) {}

    bool take(std::string_view line) {
        if (line.front() != ' ') return begin(line);
        if (policies_.empty()) return false;
        auto& policy = policies_.back();
        if (line.starts_with(kCandidate)) {
            const auto version = line.substr(kCandidate.size());
            if (is_version(version)) policy.candidate = version; // "(none)" is none
        } else if (line.find_first_not_of(' ') < kSourceIndent) {
            version_ = read_version(line);
        } else if (policy.origin.empty() && version_ == policy.candidate) {
            policy.origin = read_source(line);
        }
        return true;
    }

    std::vector<Policy> finish() { return std::move(policies_); }

private:
    /// "name:" or "name:arch:", as a package's part of the answer begins.
    bool begin(std::string_view line) {
        if (line.back() != ':') return false;
        auto target = parse_id(line.substr(0, line.size() - 1), native_arch_);
        if (!target) return false;
        policies_.push_back({std::move(*target), {}, {}});
        version_ = {};
        return true;
    }

    std::string_view native_arch_;
    std::string_view version_; // whose sources are being listed
    std::vector<Policy> policies_;
};

} // namespace

Result<std::vector<Policy>> parse_policy(std::string_view out, std::string_view native_arch) {
    PolicyReader reader(native_arch);
    for (const auto line : kit::lines_of(out)) {
        if (!reader.take(line)) return not_understood(line);
    }
    return reader.finish();
}

Result<std::vector<Sizes>> parse_show(std::string_view out, std::string_view native_arch) {
    enum Field : std::size_t { Package, Version, Architecture, Size, InstalledSize };
    constexpr std::array<std::string_view, 5> fields = {"Package", "Version", "Architecture",
                                                        "Size", "Installed-Size"};
    std::vector<Sizes> all;
    StanzaReader stanza(out, fields);
    for (;;) {
        const auto more = stanza.next();
        if (!more) return more.error().under("apt-cache show");
        if (!*more) return all;
        const auto arch = stanza.value(Architecture);
        Target target{std::string(stanza.value(Package)),
                      std::string(arch == "all" ? native_arch : arch)};
        all.push_back({std::move(target), std::string(stanza.value(Version)),
                       number(stanza.value(Size), 1), number(stanza.value(InstalledSize), 1024)});
    }
}

} // namespace ferry::apt
