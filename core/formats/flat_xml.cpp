// Small on purpose: what it does not know, it refuses.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/flat_xml.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ferry::formats {
namespace {

constexpr std::size_t kDeepest = 16;
constexpr std::size_t kLongestName = 100;
constexpr std::size_t kMostAttributes = 64;

constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool in_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == ':';
}

} // namespace

Error FlatXml::bad(const std::string& words) const {
    return Error{Code::BadData, "line " + std::to_string(line_) + ": " + words};
}

void FlatXml::advance(std::size_t bytes) {
    bytes = std::min(bytes, text_.size() - at_);
    const auto part = text_.substr(at_, bytes);
    line_ += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
    at_ += bytes;
}

void FlatXml::skip_space() {
    while (at_ < text_.size() && is_space(text_[at_]))
        advance(1);
}

Result<void> FlatXml::skip_declaration() {
    const auto end = text_.find("?>", at_);
    if (end == std::string_view::npos) return bad("the XML declaration does not end");
    const auto words = lower(text_.substr(at_, end - at_));
    if (words.find("encoding") != std::string::npos && words.find("utf-8") == std::string::npos)
        return bad("the encoding is not UTF-8");
    advance(end + 2 - at_);
    return {};
}

Result<void> FlatXml::skip_to_tag() {
    if (at_ == 0 && starts_with("<?xml ")) {
        if (auto done = skip_declaration(); !done) return done;
    }
    for (;;) {
        skip_space();
        if (!starts_with("<!--")) break;
        const auto end = text_.find("-->", at_ + 4);
        if (end == std::string_view::npos) return bad("a comment does not end");
        advance(end + 3 - at_);
    }
    if (at_ < text_.size() && text_[at_] != '<') return bad("text between the elements");
    if (starts_with("<!")) return bad("a document type or CDATA; such files are refused");
    if (starts_with("<?")) return bad("a processing instruction; such files are refused");
    return {};
}

Result<XmlEvent> FlatXml::next() {
    if (closing_) {
        closing_ = false;
        return close_innermost();
    }
    if (auto skipped = skip_to_tag(); !skipped) return skipped.error();
    if (at_ == text_.size()) {
        if (!open_.empty())
            return bad("<" + open_.back() + "> is not closed; is the file cut off?");
        if (!had_root_) return bad("no XML element");
        return XmlEvent{XmlEvent::Kind::End, line_};
    }
    return starts_with("</") ? read_close() : read_open();
}

XmlEvent FlatXml::close_innermost() {
    XmlEvent event{XmlEvent::Kind::Close, line_, std::move(open_.back())};
    open_.pop_back();
    return event;
}

std::string FlatXml::read_name() {
    const auto start = at_;
    while (at_ < text_.size() && at_ - start <= kLongestName && in_name(text_[at_]))
        ++at_;
    return std::string(text_.substr(start, at_ - start));
}

Result<XmlEvent> FlatXml::read_open() {
    if (open_.empty() && had_root_) return bad("a second root element");
    if (open_.size() == kDeepest) return bad("elements deeper than " + std::to_string(kDeepest));
    XmlEvent event{XmlEvent::Kind::Open, line_};
    advance(1);
    event.name = read_name();
    if (event.name.empty() || event.name.size() > kLongestName) return bad("no element name");
    for (;;) {
        const auto before = at_;
        skip_space();
        if (starts_with("/>") || starts_with(">")) break;
        if (at_ == before) return bad("\"<" + event.name + "\" does not end");
        auto attribute = read_attribute();
        if (!attribute) return attribute.error();
        for (const auto& other : event.attributes) {
            if (other.name == attribute->name)
                return bad("the attribute " + other.name + " stands there twice");
        }
        if (event.attributes.size() == kMostAttributes) return bad("too many attributes");
        event.attributes.push_back(std::move(*attribute));
    }
    closing_ = starts_with("/>");
    advance(closing_ ? 2 : 1);
    open_.push_back(event.name);
    had_root_ = true;
    return event;
}

Result<XmlEvent> FlatXml::read_close() {
    advance(2);
    const auto name = read_name();
    skip_space();
    if (!starts_with(">")) return bad("\"</" + name + "\" does not end");
    if (open_.empty() || open_.back() != name)
        return bad("</" + name + "> closes nothing that is open");
    advance(1);
    return close_innermost();
}

Result<XmlAttribute> FlatXml::read_attribute() {
    XmlAttribute attribute{read_name(), {}};
    if (attribute.name.empty() || attribute.name.size() > kLongestName)
        return bad("an attribute without a name; is the file cut off?");
    skip_space();
    if (!starts_with("=")) return bad("the attribute " + attribute.name + " has no value");
    advance(1);
    skip_space();
    auto value = read_value();
    if (!value) return value.error();
    attribute.value = std::move(*value);
    return attribute;
}

Result<std::string> FlatXml::read_value() {
    if (!starts_with("\"") && !starts_with("'")) return bad("a value without quotes");
    const auto end = text_.find(text_[at_], at_ + 1);
    if (end == std::string_view::npos) return bad("a value does not end");
    auto raw = text_.substr(at_ + 1, end - at_ - 1);
    if (raw.find('<') != std::string_view::npos) return bad("\"<\" inside a value");
    std::string value;
    while (!raw.empty()) {
        std::size_t taken = 1;
        char c = raw.front();
        if (c == '&') {
            const auto* entity =
                std::find_if(kEntities.begin(), kEntities.end(),
                             [&](const auto& one) { return raw.starts_with(one.first); });
            if (entity == kEntities.end()) return bad("an entity that XML itself does not define");
            c = entity->second;
            taken = entity->first.size();
        }
        value += c;
        raw.remove_prefix(taken);
    }
    advance(end + 1 - at_);
    return value;
}

} // namespace ferry::formats
