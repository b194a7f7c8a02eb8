// The log is read before and after the database: with one log all the time, the two fit.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/kit/sqlite_file.hpp"

#include "plugins/kit/wal.hpp"

#include <utility>

namespace ferry::kit {
namespace {

constexpr int kTries = 5; // while somebody moves the log into the database

std::string_view head_of(const std::optional<std::string_view>& log) {
    return log ? log->substr(0, 32) : std::string_view();
}

} // namespace

Result<std::optional<std::string_view>> read_if_there(const sdk::Host& host,
                                                      const std::string& path) {
    using Content = std::optional<std::string_view>;
    const auto content = host.read_file(path);
    if (content) return Content(*content);
    if (content.error().code == Code::NotFound) return Content();
    return content.error();
}

Result<std::optional<SqliteImage>> open_sqlite(const sdk::Host& host, const std::string& path) {
    for (int i = 0; i < kTries; ++i) {
        const auto before = read_if_there(host, path + "-wal");
        if (!before) return before.error();
        const auto database = read_if_there(host, path);
        if (!database) return database.error();
        if (!*database) return std::optional<SqliteImage>();
        const auto after = read_if_there(host, path + "-wal");
        if (!after) return after.error();
        if (head_of(*before) != head_of(*after)) continue;
        const auto image = with_log(**database, after->value_or(std::string_view()));
        if (!image) return image.error().under(path);
        auto opened = SqliteImage::open(*image);
        if (!opened) return opened.error().under(path);
        return std::optional<SqliteImage>(std::move(*opened));
    }
    return Error{Code::Unavailable, path + ": is being written all the time; try again"};
}

} // namespace ferry::kit
