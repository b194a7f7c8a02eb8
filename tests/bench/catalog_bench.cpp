// The catalog's index at several sizes: build, open, recognise, and an update of ten files.
// SPDX-License-Identifier: Apache-2.0
//
// catalog_bench FOLDER ENTRIES: makes so many entries of three packages each and prints the best of
// several rounds as one line of JSON, in milliseconds.
#include "core/identity/compile.hpp"
#include "core/identity/index_writer.hpp"
#include "core/identity/open.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

namespace ferry::identity {
namespace {

constexpr std::size_t kAsked = 3'000; // packages of a full machine
constexpr std::size_t kChanged = 10;

double best_ms(int rounds, const std::function<void()>& work) {
    double best = 1e9;
    for (int i = 0; i < rounds; ++i) {
        const auto from = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - from;
        best = std::min(best, took.count());
    }
    return best;
}

EntryFile entry_file(std::size_t number, const std::string& extra = "") {
    const auto id = "software-" + std::to_string(number);
    return {"software/s/" + id + ".json",
            "{\n  \"$schema\": \"../../schema/software-1.json\",\n  \"id\": \"" + id +
                "\",\n  \"name\": \"Software " + std::to_string(number) + extra +
                "\",\n  \"homepage\": \"https://example.org/" + id +
                "\",\n  \"category\": \"utility\",\n  \"packages\": {\n    \"apt\": \"" + id +
                "\",\n    \"brew\": \"cask:" + id + "\",\n    \"winget\": \"Vendor.App" +
                std::to_string(number) + "\"\n  }\n}\n"};
}

void save(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream.flush()) std::exit(1);
}

/// Half of what a machine has is known.
std::size_t recognised(const Catalog& catalog, std::size_t entries) {
    std::size_t known = 0;
    for (std::size_t i = 0; i < kAsked; ++i) {
        const auto number = i % 2 == 0 ? (i * 7919) % entries : entries + i;
        known += catalog.recognise({{"apt"}, {"software-" + std::to_string(number)}}).has_value();
    }
    return known;
}

int run(const std::filesystem::path& folder, std::size_t entries) {
    std::vector<EntryFile> files;
    for (std::size_t i = 0; i < entries; ++i)
        files.push_back(entry_file(i));
    const auto whole = folder / "index.bin";
    const auto changes = folder / "changes.bin";
    std::string bytes;
    const auto build = best_ms(2, [&] { bytes = compile_catalog(files, "bench").value; });
    save(whole, bytes);

    std::size_t size = 0;
    const auto open = best_ms(9, [&] { size = open_catalog({{whole}}).value->size(); });
    const auto catalog = open_catalog({{whole}});
    std::size_t known = 0;
    const auto recognise = best_ms(9, [&] { known = recognised(*catalog.value, entries); });

    const auto update = best_ms(9, [&] {
        std::vector<EntryFile> changed;
        for (std::size_t i = 0; i < kChanged; ++i)
            changed.push_back(entry_file(i, " 2"));
        save(changes, compile_catalog(changed, "changes").value);
    });
    const auto updated = open_catalog({{whole, changes}});
    const auto found = updated.value->find({"software-3"});
    if (size != entries || known != kAsked / 2 || updated.value->size() != entries || !found ||
        found->name != "Software 3 2") {
        std::fprintf(stderr, "catalog_bench: the catalog answers wrongly\n");
        return 1;
    }
    std::printf("{\"build\": %.3f, \"open\": %.3f, \"recognise\": %.3f, \"update\": %.3f, "
                "\"bytes\": %zu}\n",
                build, open, recognise, update, bytes.size());
    return 0;
}

} // namespace
} // namespace ferry::identity

int main(int count, char** words) {
    if (count != 3) return 2;
    return ferry::identity::run(words[1], std::strtoull(words[2], nullptr, 10));
}
