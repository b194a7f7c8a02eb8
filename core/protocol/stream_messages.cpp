// Inventory streams: heads, deltas, snapshots, history.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/protocol/fields.hpp"
#include "core/protocol/messages.hpp"

#include <nlohmann/json.hpp>

namespace ferry::protocol {
namespace {

using nlohmann::json;

constexpr std::size_t kMostPackages = 50'000;
constexpr std::size_t kMostStreams = 1'000;
constexpr std::size_t kMostRemoved = 100'000;

json head_to_json(const StreamHead& head) {
    return {{"installer", head.installer},
            {"revision", head.revision},
            {"hash", head.hash},
            {"packages", head.packages},
            {"updated", head.updated}};
}

StreamHead head_from(Fields& fields) {
    return {fields.text("installer", 64), fields.number("revision"), fields.text("hash", 64),
            fields.number("packages"), fields.time("updated")};
}

json packages_to_json(const std::vector<Package>& packages) {
    auto list = json::array();
    for (const auto& package : packages)
        list.push_back(package_to_json(package));
    return list;
}

std::vector<Package> packages_from(Fields& outer, const char* key, const json& list) {
    std::vector<Package> packages;
    packages.reserve(list.size());
    for (const auto& item : list) {
        Fields fields(item);
        packages.push_back(package_from(fields));
        outer.take_fault(key, fields);
    }
    return packages;
}

} // namespace

std::string encode_package(const Package& package) {
    return dump_json(package_to_json(package));
}

std::string encode(const StreamHead& head) {
    return dump_json(head_to_json(head));
}

template <>
Result<StreamHead> decode<StreamHead>(std::string_view text) {
    return read_message<StreamHead>(text, head_from);
}

std::string encode(const std::vector<StreamHead>& heads) {
    auto list = json::array();
    for (const auto& head : heads)
        list.push_back(head_to_json(head));
    return dump_json({{"streams", list}});
}

template <>
Result<std::vector<StreamHead>> decode<std::vector<StreamHead>>(std::string_view text) {
    return read_message<std::vector<StreamHead>>(text, [](Fields& outer) {
        std::vector<StreamHead> heads;
        for (const auto& item : outer.list("streams", kMostStreams)) {
            Fields fields(item);
            heads.push_back(head_from(fields));
            outer.take_fault("streams", fields);
        }
        return heads;
    });
}

std::string encode(const Delta& delta) {
    json object = {{"base_revision", delta.base_revision}, {"new_hash", delta.new_hash}};
    if (!delta.base_hash.empty()) object["base_hash"] = delta.base_hash;
    if (!delta.set.empty()) object["set"] = packages_to_json(delta.set);
    for (const auto& key : delta.del) {
        json row = {{"id", key.id}};
        if (!key.arch.empty()) row["arch"] = key.arch;
        object["del"].push_back(row);
    }
    return dump_json(object);
}

template <>
Result<Delta> decode<Delta>(std::string_view text) {
    return read_message<Delta>(text, [](Fields& outer) {
        Delta delta;
        delta.base_revision = outer.number("base_revision");
        delta.base_hash = outer.optional_text("base_hash", 64);
        delta.new_hash = outer.text("new_hash", 64);
        delta.set = packages_from(outer, "set", outer.optional_list("set", kMostPackages));
        for (const auto& item : outer.optional_list("del", kMostPackages)) {
            Fields fields(item);
            delta.del.push_back({fields.text("id"), fields.optional_text("arch", 64)});
            outer.take_fault("del", fields);
        }
        return delta;
    });
}

std::string encode(const Snapshot& snapshot) {
    return dump_json({{"revision", snapshot.revision},
                      {"hash", snapshot.hash},
                      {"packages", packages_to_json(snapshot.packages)}});
}

template <>
Result<Snapshot> decode<Snapshot>(std::string_view text) {
    return read_message<Snapshot>(text, [](Fields& outer) {
        return Snapshot{outer.number("revision"), outer.text("hash", 64),
                        packages_from(outer, "packages", outer.list("packages", kMostPackages))};
    });
}

std::string encode(const std::vector<RemovedPackage>& removed) {
    auto list = json::array();
    for (const auto& row : removed)
        list.push_back({{"device_id", row.device_id},
                        {"installer", row.installer},
                        {"id", row.id},
                        {"arch", row.arch},
                        {"version", row.version},
                        {"removed", row.removed}});
    return dump_json({{"removed", list}});
}

template <>
Result<std::vector<RemovedPackage>> decode<std::vector<RemovedPackage>>(std::string_view text) {
    return read_message<std::vector<RemovedPackage>>(text, [](Fields& outer) {
        std::vector<RemovedPackage> removed;
        for (const auto& item : outer.list("removed", kMostRemoved)) {
            Fields fields(item);
            removed.push_back({fields.text("device_id", 64), fields.text("installer", 64),
                               fields.text("id"), fields.optional_text("arch", 64),
                               fields.optional_text("version"), fields.time("removed")});
            outer.take_fault("removed", fields);
        }
        return removed;
    });
}

} // namespace ferry::protocol
