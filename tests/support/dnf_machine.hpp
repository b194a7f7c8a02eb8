// A machine with an rpm database that the tests make, as answers of a FakeHost.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/support/fake_host.hpp"
#include "tests/support/fixture.hpp"

#include <sqlite3.h>

#include <string>
#include <vector>

namespace ferry::testing {

inline const std::string kRpmDatabase = "/usr/lib/sysimage/rpm/rpmdb.sqlite";
inline const std::string kPackagesToml = "/usr/lib/sysimage/libdnf5/packages.toml";

/// A header with the tags that matter, as rpm lays it out.
struct HeaderTag {
    std::uint32_t tag, type;
    std::string data;
};

inline std::string big_endian(std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>((value >> shift) & 0xff);
    return bytes;
}

inline std::string rpm_header(const std::vector<HeaderTag>& tags) {
    std::string index, data;
    for (const auto& tag : tags) {
        index += big_endian(tag.tag) + big_endian(tag.type) +
                 big_endian(static_cast<std::uint32_t>(data.size())) + big_endian(1);
        data += tag.data;
    }
    return big_endian(static_cast<std::uint32_t>(tags.size())) +
           big_endian(static_cast<std::uint32_t>(data.size())) + index + data;
}

inline std::string rpm_header(const std::string& name, const std::string& version,
                              const std::string& arch, std::uint32_t epoch = 0,
                              std::uint32_t installed_at = 1) {
    const std::string nul(1, '\0');
    return rpm_header({{1003, 4, big_endian(epoch)},
                       {1008, 4, big_endian(installed_at)},
                       {1000, 6, name + nul},
                       {1001, 6, version + nul},
                       {1002, 6, "1" + nul},
                       {1022, 6, arch + nul}});
}

/// rpmdb.sqlite with these headers. Ends the test where SQLite fails.
inline std::string rpm_database(const std::vector<std::string>& headers) {
    sqlite3* database = nullptr;
    sqlite3_open(":memory:", &database);
    sqlite3_exec(database, "CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob BLOB NOT NULL)",
                 nullptr, nullptr, nullptr);
    for (const auto& header : headers) {
        sqlite3_stmt* insert = nullptr;
        sqlite3_prepare_v2(database, "INSERT INTO Packages (blob) VALUES (?)", -1, &insert,
                           nullptr);
        sqlite3_bind_blob(insert, 1, header.data(), static_cast<int>(header.size()),
                          SQLITE_TRANSIENT);
        sqlite3_step(insert);
        sqlite3_finalize(insert);
    }
    sqlite3_int64 size = 0;
    auto* bytes = sqlite3_serialize(database, "main", &size, 0);
    std::string image(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
    sqlite3_free(bytes);
    sqlite3_close(database);
    return image;
}

/// ex-app 1.0 (asked for), ex-lib 3:2.0 (a dependency, also for i686); ex-new is on offer.
inline void furnish_dnf(FakeHost& host) {
    host.files[kRpmDatabase] = rpm_database(
        {rpm_header("ex-app", "1.0", "noarch"), rpm_header("ex-lib", "2.0", "x86_64", 3),
         rpm_header("ex-lib", "2.0", "i686", 3), rpm_header("gpg-pubkey", "a1b2", "(none)")});
    host.files[kPackagesToml] = "version = \"1.0\"\n\n[packages]\n"
                                "\"ex-app.noarch\" = {reason = \"User\"}\n"
                                "\"ex-lib.x86_64\" = {reason = \"Dependency\"}\n";
    host.files["/usr/lib/sysimage/libdnf5/nevras.toml"] =
        "version = \"1.0\"\n\n[nevras]\n\"ex-lib-3:2.0-1.x86_64\" = {from_repo = \"fedora\"}\n";
    host.answer({"dnf", "repoquery"}, {.out = "ex-new|0|4.2|1.fc43|x86_64|updates|5558|120000\n\n"
                                              "ex-app|0|1.1|1|noarch|updates|10|20\n\n"});
    host.answer({"dnf", "--assumeno"}, {.exit_code = 1, .err = "Operation aborted.\n"});
}

} // namespace ferry::testing
