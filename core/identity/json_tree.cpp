// A SAX pass over an iterator that counts lines: nlohmann's own tree forgets where things stood.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/json_tree.hpp"

#include "core/base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace ferry::identity {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxDepth = 8;

struct Position {
    std::size_t line = 1;
    bool after_line = false; // the last byte read was a line's end
};

/// A line counts from its first byte on, not from the end of the one before: the lexer learns that
/// a number is over by reading the byte behind it.
class CountingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, Position& position) : at_(at), position_(&position) {}
    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        if (position_->after_line) ++position_->line;
        position_->after_line = *at_ == '\n';
        ++at_;
        return *this;
    }
    CountingIterator operator++(int) {
        const auto before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

private:
    const char* at_;
    Position* position_;
};

class TreeBuilder final : public nlohmann::json_sax<json> {
public:
    explicit TreeBuilder(const Position& position) : position_(position) {}

    bool null() override { return add(JsonNode::Kind::Other); }
    bool boolean(bool) override { return add(JsonNode::Kind::Other); }
    bool number_integer(number_integer_t) override { return add(JsonNode::Kind::Other); }
    bool number_unsigned(number_unsigned_t) override { return add(JsonNode::Kind::Other); }
    bool number_float(number_float_t, const string_t&) override {
        return add(JsonNode::Kind::Other);
    }
    bool string(string_t& value) override { return add(JsonNode::Kind::Text, value); }
    bool binary(binary_t&) override { return refuse("binary data"); }
    bool start_object(std::size_t) override { return open(JsonNode::Kind::Object); }
    bool start_array(std::size_t) override { return open(JsonNode::Kind::List); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        auto& members = stack_.back().node.members;
        const bool twice = std::any_of(members.begin(), members.end(),
                                       [&](const JsonMember& one) { return one.key == name; });
        if (twice) return refuse("the key \"" + printable(name) + "\" stands there twice");
        stack_.back().key = name;
        stack_.back().key_line = position_.line;
        return true;
    }
    bool parse_error(std::size_t, const std::string& token, const json::exception&) override {
        const auto shown = printable(token).substr(0, 40);
        return refuse(shown.empty() ? "not valid JSON" : "not valid JSON at \"" + shown + "\"");
    }

    JsonNode root;
    JsonFault fault;

private:
    struct Level {
        JsonNode node;
        std::string key{}; // of the member being read
        std::size_t key_line = 0;
    };

    bool refuse(std::string what) {
        if (fault.what.empty()) fault = {position_.line, std::move(what)};
        return false;
    }
    bool add(JsonNode::Kind kind, std::string text = {}) {
        return place(JsonNode{kind, position_.line, std::move(text), {}, {}});
    }
    bool open(JsonNode::Kind kind) {
        if (stack_.size() == kMaxDepth)
            return refuse("deeper than " + std::to_string(kMaxDepth) + " levels");
        stack_.push_back({JsonNode{kind, position_.line, {}, {}, {}}});
        return true;
    }
    bool close() {
        auto node = std::move(stack_.back().node);
        stack_.pop_back();
        return place(std::move(node));
    }
    bool place(JsonNode node) {
        if (stack_.empty()) {
            root = std::move(node);
            return true;
        }
        auto& parent = stack_.back();
        if (parent.node.kind == JsonNode::Kind::List)
            parent.node.items.push_back(std::move(node));
        else
            parent.node.members.push_back({parent.key, parent.key_line, std::move(node)});
        return true;
    }

    const Position& position_;
    std::vector<Level> stack_;
};

} // namespace

const JsonNode* JsonNode::find(std::string_view key) const {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const JsonMember& member) { return member.key == key; });
    return found == members.end() ? nullptr : &found->value;
}

std::variant<JsonNode, JsonFault> parse_json_tree(std::string_view text) {
    Position position;
    if (!valid_utf8(text)) return JsonFault{0, "not valid UTF-8"};
    TreeBuilder builder(position);
    try {
        if (json::sax_parse(CountingIterator(text.data(), position),
                            CountingIterator(text.data() + text.size(), position), &builder))
            return std::move(builder.root);
    } catch (const json::exception& problem) {
        return JsonFault{position.line, printable(problem.what())};
    }
    return builder.fault;
}

} // namespace ferry::identity
