// rpmdb.sqlite and its log for what is here, dnf's own files for why.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/database.hpp"

#include "plugins/dnf/names.hpp"
#include "plugins/dnf/reasons.hpp"
#include "plugins/dnf/rows.hpp"
#include "plugins/dnf/rpm_header.hpp"
#include "plugins/kit/sqlite_file.hpp"
#include "plugins/kit/words.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <utility>

namespace ferry::dnf {
namespace {

constexpr std::array<std::string_view, 2> kRpmFolders = {"/usr/lib/sysimage/rpm", "/var/lib/rpm"};
constexpr std::string_view kHistory = "/var/lib/dnf/history.sqlite";
constexpr std::string_view kState5 = "/usr/lib/sysimage/libdnf5";

Result<std::vector<RpmRow>> rows_of(kit::SqliteImage& image, const std::string& path) {
    std::vector<RpmRow> rows;
    auto done =
        image.each("SELECT hnum, blob FROM Packages ORDER BY hnum", [&](const kit::Cells& cells) {
            const auto package = parse_rpm_header(cells[1]);
            if (!package)
                return Result<void>(package.error().under("header " + std::string(cells[0])));
            rows.push_back({std::string(package->name), package->evr(), std::string(package->arch),
                            kit::plain(package->vendor), kit::plain(package->summary),
                            package->installed_at});
            return Result<void>();
        });
    if (!done) return done.error().under(path);
    return rows;
}

struct OlderKind {
    std::string_view folder;
    std::string file;
    const char* backend;
};

std::optional<OlderKind> older_kind(const sdk::Host& host) {
    for (const auto folder : kRpmFolders) {
        const auto entries = host.list_dir(std::string(folder));
        if (!entries) continue;
        for (const auto& entry : *entries) {
            if (entry.name == "Packages.db") return OlderKind{folder, "Packages.db", "ndb"};
            if (entry.name == "Packages") return OlderKind{folder, "Packages", "bdb_ro"};
        }
    }
    return std::nullopt;
}

Result<std::vector<RpmRow>> ask_rpm(const sdk::Host& host, const OlderKind& kind) {
    sdk::Command command;
    // Told which kind it is, rpm does not begin a new one of its own kind beside it.
    command.argv = {"rpm",      "-qa",
                    "--define", std::string("_db_backend ") + kind.backend,
                    "--define", std::string("_dbpath ") + std::string(kind.folder),
                    "--qf",     kRpmFormat};
    const std::string root(sdk::from_abi(host.facts().root));
    if (root != "/") command.argv.insert(command.argv.begin() + 1, {"--root", root});
    command.timeout = std::chrono::minutes(2);
    const auto output = host.run(command);
    if (!output) return output.error();
    // An rpm built without that kind lists nothing, and calls it a success (rpm 4.18).
    if (output->exit_code != 0 || output->err.find("dummy database") != std::string::npos)
        return Error{Code::ToolFailed, "the rpm here cannot read " + std::string(kind.folder) +
                                           "/" + kind.file + ": " + kit::plain(output->err)};
    return parse_rpm_list(output->out);
}

Result<std::vector<RpmRow>> read_rows(const sdk::Host& host) {
    for (const auto folder : kRpmFolders) {
        const auto path = std::string(folder) + "/rpmdb.sqlite";
        auto image = kit::open_sqlite(host, path);
        if (!image) return image.error();
        if (*image) return rows_of(**image, path);
    }
    const auto kind = older_kind(host);
    if (!kind) return std::vector<RpmRow>{}; // nothing was ever installed
    host.log(FERRY_LOG_INFO, "rpm's database is of an older kind: rpm was asked");
    return ask_rpm(host, *kind);
}

Result<void> read_history(const sdk::Host& host, Memories& to) {
    const std::string path(kHistory);
    auto image = kit::open_sqlite(host, path);
    if (!image) return image.error();
    if (!*image) return {};
    const auto done = (*image)->each(
        "SELECT rpm.name, rpm.arch, trans_item.action, trans_item.reason, repo.repoid "
        "FROM trans_item JOIN rpm ON rpm.item_id = trans_item.item_id "
        "LEFT JOIN repo ON repo.id = trans_item.repo_id WHERE trans_item.state = 1 "
        "ORDER BY trans_item.id",
        [&](const kit::Cells& cells) {
            take_history(cells, to);
            return Result<void>();
        });
    if (!done) return done.error().under(path);
    return {};
}

/// dnf5 took over from dnf4 where its files are there.
Result<Memories> read_memories(const sdk::Host& host) {
    Memories memories;
    const std::string packages(kDnf5Packages);
    const auto state = kit::read_if_there(host, packages);
    if (!state) return state.error();
    if (!*state) {
        if (const auto read = read_history(host, memories); !read) return read.error();
        return memories;
    }
    if (const auto read = read_packages_toml(**state, memories); !read)
        return read.error().under(packages);
    const auto nevras = std::string(kState5) + "/nevras.toml";
    const auto origins = kit::read_if_there(host, nevras);
    if (!origins) return origins.error();
    if (!*origins) return memories;
    if (const auto read = read_nevras_toml(**origins, memories); !read)
        return read.error().under(nevras);
    return memories;
}

Result<std::vector<std::string>> read_locks(const sdk::Host& host) {
    const auto list = kit::read_if_there(host, "/etc/dnf/plugins/versionlock.list");
    if (!list) return list.error();
    auto locked = *list ? locked_in_list(**list) : std::vector<std::string>{};
    const auto toml = kit::read_if_there(host, "/etc/dnf/versionlock.toml");
    if (!toml) return toml.error();
    if (*toml) {
        for (auto& name : locked_in_toml(**toml))
            locked.push_back(std::move(name));
    }
    return locked;
}

/// Of several versions the one that came last: rpm's rows lie in the order of their coming, and
/// several may come within one second.
std::map<std::string, const RpmRow*> newest_of(const std::vector<RpmRow>& rows) {
    std::map<std::string, const RpmRow*> newest;
    for (const auto& row : rows) {
        auto& best = newest[row.name + "." + row.arch];
        if (best == nullptr || row.installed_at >= best->installed_at) best = &row;
    }
    return newest;
}

} // namespace

Result<std::vector<Installed>> read_database(const sdk::Host& host) {
    auto rows = read_rows(host);
    if (!rows) return rows.error();
    const auto memories = read_memories(host);
    if (!memories) return memories.error();
    const auto locked = read_locks(host);
    if (!locked) return locked.error();
    const auto native = sdk::from_abi(host.facts().arch);
    const auto newest = newest_of(*rows);
    std::vector<Installed> all;
    for (auto& row : *rows) {
        if (row.name == "gpg-pubkey") continue;
        Installed one;
        one.id = id_of(row.name, row.arch, native);
        if (newest.at(row.name + "." + row.arch) != &row)
            one.id = id_of(row.name + "-" + row.evr, row.arch, native);
        const auto memory = memories->find(row.name + "." + row.arch);
        if (memory != memories->end()) {
            one.reason = memory->second.reason;
            one.repository = memory->second.repository;
        }
        one.held = std::find(locked->begin(), locked->end(), row.name) != locked->end();
        one.name = std::move(row.name);
        one.evr = std::move(row.evr);
        one.arch = std::move(row.arch);
        one.vendor = std::move(row.vendor);
        one.summary = std::move(row.summary);
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace ferry::dnf
