// Unpacked beside, then put in place with one rename, so that half a program is never there.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/depot/disk.hpp"
#include "core/depot/place.hpp"
#include "core/settings/foreign_archive.hpp"
#include "core/settings/foreign_names.hpp"

#include <algorithm>
#include <utility>

namespace ferry::depot {
namespace {

namespace fs = std::filesystem;

class Unpacking {
public:
    Unpacking(Files& files, fs::path folder) : files_(files), folder_(std::move(folder)) {}

    Result<void> read(std::string_view bytes) {
        const auto taken = settings::read_foreign(
            bytes, {}, [&](settings::ForeignEntry&& entry) -> Result<void> { return take(entry); });
        if (!taken) return taken.error();
        if (auto found = find_top(); !found) return found.error();
        return write_links();
    }

    /// Where the program is: the folder itself, or the one folder that holds everything.
    fs::path inside() const { return top_.empty() ? folder_ : folder_ / from_utf8(top_); }

private:
    Result<void> take(const settings::ForeignEntry& entry) {
        const auto path = folder_ / from_utf8(entry.path);
        if (entry.kind == FileKind::Folder) return files_.create_folders(path);
        if (auto made = files_.create_folders(path.parent_path()); !made) return made.error();
        if (entry.kind == FileKind::Link) {
            links_.emplace_back(entry.path, entry.target);
            return {};
        }
        if (auto written = files_.replace(path, entry.content); !written) return written.error();
        return entry.executable ? make_executable(path) : Result<void>();
    }

    Result<void> find_top() {
        const auto entries = files_.list(folder_);
        if (!entries) return entries.error();
        if (entries->empty() && links_.empty()) return Error{Code::BadData, "the archive is empty"};
        const bool one = entries->size() == 1 && entries->front().kind == FileKind::Folder;
        const bool all_below = std::all_of(links_.begin(), links_.end(), [](const auto& link) {
            return link.first.find('/') != std::string::npos;
        });
        if (one && all_below) top_ = entries->front().name;
        return {};
    }

    /// Last, so that nothing was written through one. With the top folder gone each has to stay
    /// inside still.
    Result<void> write_links() {
        for (const auto& [path, target] : links_) {
            const auto below = top_.empty() ? path : path.substr(top_.size() + 1);
            if (const auto problem = settings::link_problem(below, target))
                return Error{Code::Denied, "entry \"" + printable(path) + "\" " + *problem};
            auto made = make_link(folder_ / from_utf8(path), from_utf8(target));
            if (!made) return made.error();
        }
        return {};
    }

    Files& files_;
    fs::path folder_;
    std::string top_;
    std::vector<std::pair<std::string, std::string>> links_;
};

bool is_below(const fs::path& path, const fs::path& folder) {
    const auto [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return end == folder.end();
}

/// Links from ~/.local/bin. A name that is somebody else's stays as it is; its name is returned.
Result<std::vector<std::string>> link_programs(const fs::path& from, const fs::path& ours,
                                               const Parts& parts) {
    std::vector<std::string> taken;
    const auto programs = parts.files.list(from / "bin");
    if (!programs || parts.os == "windows") return taken;
    const auto bin = parts.paths.home / ".local/bin";
    if (auto made = parts.files.create_folders(bin); !made) return made.error();
    for (const auto& program : *programs) {
        if (program.kind == FileKind::Folder) continue;
        const auto link = bin / from_utf8(program.name);
        if (parts.files.exists(link)) {
            if (!is_below(link_target(link), ours)) {
                taken.push_back(program.name);
                continue;
            }
            if (auto gone = parts.files.remove(link); !gone) return gone.error();
        }
        const auto made = make_link(link, from / "bin" / from_utf8(program.name));
        if (!made) return made.error();
    }
    return taken;
}

} // namespace

Result<std::string> place_archive(const Offer& offer, std::string_view bytes, const Parts& parts) {
    const auto ours = parts.paths.data / "depot" / from_utf8(offer.software);
    const auto target = ours / from_utf8(offer.version);
    const auto fresh = ours / from_utf8(offer.version + ".new");
    if (auto gone = remove_tree(fresh); !gone) return gone.error();
    if (auto made = parts.files.create_folders(fresh); !made) return made.error();
    Unpacking unpacking(parts.files, fresh);
    auto done = unpacking.read(bytes);
    if (done) done = swap_in(unpacking.inside(), target, ours / from_utf8(offer.version + ".old"));
    const auto tidy = remove_tree(fresh);
    if (!done) return done.error();
    if (!tidy) return tidy.error();
    const auto taken = link_programs(target, ours, parts);
    if (!taken) return taken.error();
    auto words = "it is in " + printable(to_utf8(target));
    if (!taken->empty())
        words += "; ~/.local/bin has other files called " + printable(join(*taken, ", ")) +
                 ", which stay";
    return words;
}

} // namespace ferry::depot
