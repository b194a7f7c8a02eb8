// The catalog over one or several indexes, of which a later one hides the entries of an earlier.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/catalog.hpp"
#include "core/identity/entry.hpp"
#include "core/identity/index_reader.hpp"
#include "core/identity/record.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::identity {

/// Borrows the bytes below its readers: they outlive it.
class LayeredCatalog final : public Catalog {
public:
    /// Lowest first.
    explicit LayeredCatalog(std::vector<IndexReader> layers);

    std::optional<Recognition> recognise(const PackageRef& package) const override;
    std::optional<Recognition> recognise(const Trace& trace,
                                         const std::string& device_os) const override;
    std::optional<Software> find(const SoftwareId& id) const override;
    std::vector<SoftwareId> search(const std::string& words, std::size_t limit) const override;
    std::size_t size() const override { return size_; }
    std::string origin() const override;

    /// The entry whole, with traces and settings.
    std::optional<Entry> entry(const SoftwareId& id) const;

private:
    struct Claim {
        std::string_view record;
        RecordHead head;
        std::size_t layer = 0;
        std::string said; // what the entry says about the package or trace
        std::size_t weight = 0;
    };
    /// What the record claims; nothing where it does not, or is damaged.
    using Judge = std::function<std::optional<Claim>(std::string_view record)>;

    /// Does the topmost of the first `layers` layers that knows the software show it?
    bool shown(std::size_t layers, LookupKey software) const;
    /// Does a layer above `layer` have the software, or take it away?
    bool hidden(std::size_t layer, LookupKey software) const;
    std::size_t count_shown() const;
    std::vector<Claim> claims(const std::vector<LookupKey>& keys, const Judge& judge) const;
    std::optional<Recognition> decide(std::vector<Claim> claims, Why curated) const;
    Recognition recognition(const Claim& claim, Why curated) const;

    std::vector<IndexReader> layers_;
    std::size_t size_ = 0;
};

} // namespace ferry::identity
