// One line per table says which column is what.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/suggest/index_table.hpp"

#include "core/base/text.hpp"
#include "core/identity/grammar.hpp"
#include "core/identity/tsv.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <system_error>

namespace ferry::identity {
namespace {

namespace fs = std::filesystem;

struct Layout {
    const char* file;
    const char* installer;
    const char* prefix;
    bool ids_only; // says that ids exist, and nothing that could be evidence
    const char* id;
    const char* title = nullptr;
    const char* address = nullptr;
    const char* vendor = nullptr;
    const char* repository = nullptr;
    const char* components = nullptr;
    const char* version = nullptr;
    const char* section = nullptr;
    const char* status = nullptr; // "active", or the row is left out
    const char* kind = nullptr;   // "font" and "source-only" are left out
    bool headers_only = false;    // of its packages, those with headers alone are evidence
};

const Layout kLayouts[] = {
    {"homebrew_casks.tsv", "brew", "cask:", false, "token", "name", "homepage", nullptr, "repo",
     nullptr, "version", nullptr, "status", "kind"},
    {"homebrew_formulae.tsv", "brew", "formula:", false, "name", nullptr, "homepage", nullptr,
     "repo", nullptr, "version", nullptr, "status", nullptr},
    {"winget.tsv", "winget", "", false, "id", "name", "package_url", "publisher_url", "github_repo",
     nullptr, "version", nullptr, nullptr, nullptr},
    {"chocolatey.tsv", "choco", "", false, "id", "title", "project_url", nullptr, nullptr, nullptr,
     "version", nullptr, "status", nullptr},
    {"chocolatey_asserted_ids.tsv", "choco", "", true, "id"},
    {"flathub.tsv", "flatpak", "", false, "app_id", "name", "homepage"},
    {"debian.tsv", "apt", "", false, "package", nullptr, "homepage", nullptr, nullptr,
     "appstream_ids", "version", "section", nullptr, nullptr},
    {"debian_all.tsv", "apt", "", false, "package", nullptr, "homepage", nullptr, nullptr, nullptr,
     nullptr, "section", nullptr, nullptr, true},
    {"fedora.tsv", "dnf", "", false, "package", nullptr, "homepage", nullptr, nullptr, nullptr,
     "version", nullptr, nullptr, "kind"},
};

std::optional<std::string> content_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    std::string text(std::istreambuf_iterator<char>(stream), {});
    if (stream.bad()) return std::nullopt;
    return text;
}

/// Cells by what they mean; a column that the layout has not is empty.
class Columns {
public:
    explicit Columns(const Layout& layout) {
        for (const auto* name :
             {layout.id, layout.title, layout.address, layout.vendor, layout.repository,
              layout.components, layout.version, layout.section, layout.status, layout.kind}) {
            if (name != nullptr) wanted.emplace_back(name);
        }
    }
    std::string_view cell(const TsvRow& row, const char* name) const {
        if (name == nullptr) return {};
        const auto at = std::find(wanted.begin(), wanted.end(), name) - wanted.begin();
        return row.cells[static_cast<std::size_t>(at)];
    }
    std::vector<std::string_view> wanted;
};

bool is_retired(std::string_view status) {
    return !status.empty() && status != "active";
}

std::vector<std::string> component_ids(std::string_view cell) {
    std::vector<std::string> ids;
    std::string text(cell);
    std::replace(text.begin(), text.end(), ';', ',');
    for (auto& id : split(text, ',')) {
        auto component = lower(trimmed(id));
        if (component.ends_with(".desktop")) component.resize(component.size() - 8);
        if (!component.empty()) ids.push_back(std::move(component));
    }
    return ids;
}

IndexPackage package_of(const Layout& layout, const Columns& columns, const TsvRow& row) {
    const auto text = [&](const char* name) { return std::string(columns.cell(row, name)); };
    IndexPackage package;
    package.ref = {{layout.installer}, {layout.prefix + text(layout.id)}};
    package.title = text(layout.title);
    if (auto address = text(layout.address); !address.empty())
        package.addresses.push_back(std::move(address));
    package.vendor = text(layout.vendor);
    package.repository = text(layout.repository);
    package.components = component_ids(columns.cell(row, layout.components));
    package.version = text(layout.version);
    package.section = text(layout.section);
    if (package.ref.installer.text == "flatpak")
        package.components = component_ids(package.ref.id.text);
    return package;
}

/// What Homebrew calls a library has headers; so has this package of Debian, and no other of it.
bool is_development(const IndexPackage& package) {
    return package.section.ends_with("libdevel") && package.ref.id.text.ends_with("-dev");
}

/// Calls `take` for each row of each table that is there.
template <typename Take>
std::vector<Problem> for_each_row(const fs::path& folder, const Take& take) {
    std::vector<Problem> problems;
    bool any = false;
    for (const auto& layout : kLayouts) {
        std::error_code ignored;
        if (!fs::exists(folder / layout.file, ignored)) continue;
        any = true;
        const auto text = content_of(folder / layout.file);
        const Columns columns(layout);
        const auto table = text ? parse_tsv(*text, columns.wanted)
                                : Result<Tsv>(Error{Code::Io, "cannot be read"});
        if (!table) {
            problems.push_back({layout.file, table.error().message,
                                "catalog/INDEX.md says what the table has to look like",
                                table.error().code});
            continue;
        }
        for (const auto& row : table->rows)
            take(layout, columns, row);
    }
    if (!any)
        problems.push_back({folder.string(), "has no index table in it",
                            "catalog/INDEX.md says how the tables are called", Code::NotFound});
    return problems;
}

/// Names and homepages of packages that AppStream knows.
void add_appstream(const fs::path& folder, std::vector<IndexPackage>& packages) {
    const auto text = content_of(folder / "appstream_debian.tsv");
    if (!text) return;
    const auto table = parse_tsv(*text, {"component_id", "package", "name", "homepage"});
    if (!table) return;
    std::map<std::string_view, const TsvRow*> rows;
    std::map<std::string_view, int> components;
    for (const auto& row : table->rows) {
        rows[row.cells[1]] = &row;
        ++components[row.cells[1]];
    }
    for (auto& package : packages) {
        const auto row = rows.find(package.ref.id.text);
        if (package.ref.installer.text != "apt" || row == rows.end()) continue;
        if (components[row->first] > 1) continue; // a suite of several programs
        package.title = std::string(row->second->cells[2]);
        if (const auto address = row->second->cells[3]; !address.empty())
            package.addresses.emplace_back(address);
    }
}

} // namespace

Report<std::vector<IndexPackage>> read_index(const fs::path& folder) {
    Report<std::vector<IndexPackage>> report;
    report.problems =
        for_each_row(folder, [&](const Layout& layout, const Columns& columns, const TsvRow& row) {
            const auto kind = columns.cell(row, layout.kind);
            if (layout.ids_only || kind == "font" || kind == "source-only" ||
                is_retired(columns.cell(row, layout.status)))
                return;
            auto package = package_of(layout, columns, row);
            package.headers = layout.headers_only;
            if (package.headers && !is_development(package)) return;
            if (check_native_id(package.ref.installer, package.ref.id.text))
                report.value.push_back(std::move(package));
        });
    add_appstream(folder, report.value);
    return report;
}

Report<std::set<PackageRef>> read_index_ids(const fs::path& folder) {
    Report<std::set<PackageRef>> report;
    report.problems =
        for_each_row(folder, [&](const Layout& layout, const Columns& columns, const TsvRow& row) {
            const InstallerId installer{layout.installer};
            const auto id = layout.prefix + std::string(columns.cell(row, layout.id));
            report.value.insert({installer, {comparable_id(installer, id)}});
        });
    return report;
}

} // namespace ferry::identity
