// The system's clock, and times for people.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.hpp"

#include <array>
#include <cstdio>

namespace ferry {

UnixMillis SystemClock::now() const {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string iso8601(UnixMillis time) {
    using namespace std::chrono;
    const sys_time<milliseconds> point{milliseconds(time)};
    const auto day = floor<days>(point);
    const year_month_day date(day);
    const hh_mm_ss clock(floor<seconds>(point - day));
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

std::string ago(UnixMillis then, UnixMillis now) {
    const auto seconds = (now - then) / 1000;
    if (seconds < 60) return "just now";
    const auto count = [](std::int64_t number, const char* unit) {
        return std::to_string(number) + " " + unit + (number == 1 ? "" : "s") + " ago";
    };
    if (seconds < 3600) return count(seconds / 60, "minute");
    if (seconds < 86400) return count(seconds / 3600, "hour");
    return count(seconds / 86400, "day");
}

} // namespace ferry
