// The events of nlohmann's SAX parser, with the path of those that are near the root.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/kit/json_scan.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace ferry::kit {
namespace {

using nlohmann::json;

constexpr int kDeepest = 2;

class Scan final : public nlohmann::json_sax<json> {
public:
    using Take = std::function<void(std::string_view, const JsonScalar&)>;
    explicit Scan(const Take& take) : take_(take) {}

    bool null() override { return inside(); }
    bool boolean(bool value) override { return tell(value); }
    bool number_integer(number_integer_t value) override { return tell(value); }
    bool number_unsigned(number_unsigned_t value) override {
        return tell(static_cast<std::int64_t>(value));
    }
    bool number_float(number_float_t, const string_t&) override { return inside(); }
    bool string(string_t& value) override { return tell(std::string_view(value)); }
    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override {
        if (depth_ == 1) outer_ = path_ + ".";
        ++depth_;
        return true;
    }
    bool end_object() override {
        --depth_;
        if (depth_ == 1) outer_.clear();
        return true;
    }
    bool key(string_t& name) override {
        if (near_root()) path_ = outer_ + name;
        return true;
    }
    bool start_array(std::size_t) override {
        ++lists_;
        return inside();
    }
    bool end_array() override {
        --lists_;
        return true;
    }
    bool parse_error(std::size_t at, const std::string&, const json::exception&) override {
        error_at = at;
        return false;
    }

    std::size_t error_at = 0;

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
    Scan scan(take);
    if (json::sax_parse(text.begin(), text.end(), &scan)) return {};
    const auto end =
        text.begin() + static_cast<std::ptrdiff_t>(std::min(scan.error_at, text.size()));
    const auto line = 1 + std::count(text.begin(), end, '\n');
    return Error{Code::BadData, "line " + std::to_string(line) + ": this is no JSON object"};
}

} // namespace ferry::kit
