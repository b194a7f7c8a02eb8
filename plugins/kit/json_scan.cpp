// The events of RapidJSON's reader, with the path of those that are near the root.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/kit/json_scan.hpp"

#include <rapidjson/reader.h>

#include <algorithm>
#include <string>

namespace ferry::kit {
namespace {

constexpr int kDeepest = 2;
constexpr int kMostNested = 64; // the reader goes down by recursion
// The check of the encoding takes what a first byte announces, also where the text ends before.
constexpr std::size_t kLongestCharacter = 4;
constexpr unsigned kHow = rapidjson::kParseInsituFlag | rapidjson::kParseValidateEncodingFlag;

/// A handler as RapidJSON asks for it; false ends the reading.
class Scan {
public:
    using Take = std::function<void(std::string_view, const JsonScalar&)>;
    explicit Scan(const Take& take) : take_(take) {}

    // NOLINTBEGIN(readability-identifier-naming): the names are RapidJSON's
    bool Null() { return inside(); }
    bool Bool(bool value) { return tell(value); }
    bool Int(int value) { return tell(std::int64_t{value}); }
    bool Uint(unsigned value) { return tell(std::int64_t{value}); }
    bool Int64(std::int64_t value) { return tell(value); }
    bool Uint64(std::uint64_t value) { return tell(static_cast<std::int64_t>(value)); }
    bool Double(double) { return inside(); }
    bool RawNumber(const char*, std::size_t, bool) { return false; } // asked for by a flag only
    bool String(const char* text, std::size_t size, bool) {
        return tell(std::string_view(text, size));
    }

    bool StartObject() {
        if (depth_ == 1) outer_ = path_ + ".";
        ++depth_;
        return !too_deep();
    }
    bool EndObject(std::size_t) {
        --depth_;
        if (depth_ == 1) outer_.clear();
        return true;
    }
    bool Key(const char* text, std::size_t size, bool) {
        if (near_root()) path_.assign(outer_).append(text, size);
        return true;
    }
    bool StartArray() {
        ++lists_;
        return inside() && !too_deep();
    }
    bool EndArray(std::size_t) {
        --lists_;
        return true;
    }
    // NOLINTEND(readability-identifier-naming)

    bool too_deep() const { return depth_ + lists_ > kMostNested; }

private:
    bool inside() const { return depth_ > 0; }
    bool near_root() const { return lists_ == 0 && depth_ <= kDeepest; }
    bool tell(const JsonScalar& value) {
        if (inside() && near_root()) take_(path_, value);
        return inside();
    }

    const Take& take_;
    std::string outer_; // "source." while in it
    std::string path_;
    int depth_ = 0;
    int lists_ = 0;
};

} // namespace

Result<void> scan_json(std::string_view text, const Scan::Take& take) {
    std::string own(text); // the reader writes what escapes stand for over them
    own.append(kLongestCharacter, '\0');
    rapidjson::InsituStringStream stream(own.data());
    rapidjson::Reader reader;
    Scan scan(take);
    const auto read = reader.Parse<kHow>(stream, scan);
    const auto end = read.IsError() ? read.Offset() : stream.Tell(); // a zero byte ends it, too
    if (!read.IsError() && end == text.size()) return {};
    const auto before = text.substr(0, std::min(end, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    return Error{Code::BadData, "line " + std::to_string(line) +
                                    (scan.too_deep() ? ": this is nested too deeply"
                                                     : ": this is no JSON object")};
}

} // namespace ferry::kit
