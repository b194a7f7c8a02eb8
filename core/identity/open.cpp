// Puts the layers together and keeps what they borrow from.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/open.hpp"

#include "core/identity/compile.hpp"
#include "core/identity/layered_catalog.hpp"
#include "core/identity/loader.hpp"
#include "core/identity/mapped_file.hpp"

#include <string>
#include <utility>

namespace ferry::identity {
namespace {

/// The bytes of one index. On the heap, so that moving the owner does not move them.
struct Bytes {
    std::unique_ptr<MappedFile> file;
    std::string compiled;

    std::string_view view() const { return file ? file->bytes() : std::string_view(compiled); }
};

using AllBytes = std::vector<std::unique_ptr<Bytes>>;

/// A LayeredCatalog with the bytes that it borrows.
class OpenCatalog final : public Catalog {
public:
    OpenCatalog(AllBytes bytes, std::vector<IndexReader> layers)
        : bytes_(std::move(bytes)), catalog_(std::move(layers)) {}

    std::optional<Recognition> recognise(const PackageRef& package) const override {
        return catalog_.recognise(package);
    }
    std::optional<Recognition> recognise(const Trace& trace, const std::string& os) const override {
        return catalog_.recognise(trace, os);
    }
    std::optional<Software> find(const SoftwareId& id) const override { return catalog_.find(id); }
    std::vector<SoftwareId> search(const std::string& words, std::size_t limit) const override {
        return catalog_.search(words, limit);
    }
    std::size_t size() const override { return catalog_.size(); }
    std::string origin() const override { return catalog_.origin(); }

private:
    AllBytes bytes_;
    LayeredCatalog catalog_;
};

std::string shown(const std::filesystem::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

class Opening {
public:
    void add_index(const std::filesystem::path& path) {
        auto file = map_file(path);
        if (!file) {
            refuse(path, file.error());
            return;
        }
        add(path, {std::move(*file), {}});
    }

    void add_overlay(const std::filesystem::path& folder) {
        auto files = read_entries(folder);
        report_.add(std::move(files.problems));
        auto compiled = compile_catalog(files.value, shown(folder));
        report_.add(std::move(compiled.problems));
        if (!compiled.value.empty()) add(folder, {nullptr, std::move(compiled.value)});
    }

    Report<std::unique_ptr<Catalog>> finish() {
        report_.value = std::make_unique<OpenCatalog>(std::move(bytes_), std::move(layers_));
        return std::move(report_);
    }

private:
    void add(const std::filesystem::path& path, Bytes bytes) {
        auto kept = std::make_unique<Bytes>(std::move(bytes));
        auto reader = IndexReader::over(kept->view());
        if (!reader) {
            refuse(path, reader.error());
            return;
        }
        layers_.push_back(std::move(*reader));
        bytes_.push_back(std::move(kept));
    }

    void refuse(const std::filesystem::path& path, const Error& error) {
        report_.problems.push_back({shown(path), error.message,
                                    "without it, packages that it knows stay unmapped",
                                    error.code});
    }

    Report<std::unique_ptr<Catalog>> report_;
    AllBytes bytes_;
    std::vector<IndexReader> layers_;
};

} // namespace

Report<std::unique_ptr<Catalog>> open_catalog(const CatalogSources& sources) {
    Opening opening;
    for (const auto& path : sources.indexes)
        opening.add_index(path);
    for (const auto& folder : sources.overlays)
        opening.add_overlay(folder);
    return opening.finish();
}

} // namespace ferry::identity
