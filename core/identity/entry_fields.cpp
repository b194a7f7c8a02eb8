// The complaints are worded here, so that they sound alike for every field.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/entry_fields.hpp"

#include "core/base/text.hpp"

#include <algorithm>

namespace ferry::identity {
namespace {

constexpr std::size_t kMaxText = 300;

std::string quoted(std::string_view text) {
    return "\"" + printable(text.substr(0, 100)) + "\"";
}

bool has_control_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    });
}

std::string listed(std::span<const std::string_view> words) {
    std::string all;
    for (const auto word : words)
        all += (all.empty() ? "" : ", ") + std::string(word);
    return all;
}

} // namespace

void Complaints::error(std::size_t line, std::string reason) {
    findings_.push_back({file_, line, Severity::Error, std::move(reason)});
}

void Complaints::warning(std::size_t line, std::string reason) {
    findings_.push_back({file_, line, Severity::Warning, std::move(reason)});
}

bool object_with(const JsonNode& node, std::string_view what,
                 std::span<const std::string_view> order, Complaints& complaints) {
    if (node.kind != JsonNode::Kind::Object) {
        complaints.error(node.line, std::string(what) + " has to be an object, {...}");
        return false;
    }
    auto next = order.begin();
    for (const auto& member : node.members) {
        const auto known = std::find(order.begin(), order.end(), member.key);
        if (known == order.end()) {
            complaints.error(member.line, "unknown key " + quoted(member.key) + " in " +
                                              std::string(what) + "; known are " + listed(order));
        } else if (known < next) {
            complaints.warning(member.line, quoted(member.key) + " stands too late; the order is " +
                                                listed(order));
        } else {
            next = known;
        }
    }
    return true;
}

void check_sorted(const JsonNode& object, std::string_view what, Complaints& complaints) {
    for (std::size_t i = 1; i < object.members.size(); ++i) {
        const auto& here = object.members[i];
        const auto& before = object.members[i - 1];
        if (here.key < before.key)
            complaints.warning(here.line, quoted(here.key) + " stands after " + quoted(before.key) +
                                              "; " + std::string(what) +
                                              " are sorted by their names");
    }
}

std::string text_of(const JsonNode& node, std::string_view what, const TextRule& rule,
                    Complaints& complaints) {
    const auto subject = std::string(what);
    if (node.kind != JsonNode::Kind::Text) {
        complaints.error(node.line, subject + " has to be a text, \"...\"");
    } else if (node.text.empty()) {
        complaints.error(node.line, subject + " is empty");
    } else if (node.text.size() > kMaxText) {
        complaints.error(node.line,
                         subject + " is longer than " + std::to_string(kMaxText) + " bytes");
    } else if (has_control_characters(node.text)) {
        complaints.error(node.line, subject + " has a control character in it");
    } else if (rule.fits && !rule.fits(node.text)) {
        complaints.error(node.line, subject + ": " + quoted(node.text) + " is not " +
                                        std::string(rule.wanted));
    } else {
        return node.text;
    }
    return {};
}

std::string required_text_of(const JsonNode& object, std::string_view key, const TextRule& rule,
                             Complaints& complaints) {
    const auto* node = object.find(key);
    if (node != nullptr) return text_of(*node, quoted(key), rule, complaints);
    complaints.error(object.line, quoted(key) + " is missing");
    return {};
}

std::vector<std::string> texts_of(const JsonNode& object, std::string_view key,
                                  const TextRule& rule, Complaints& complaints) {
    const auto* node = object.find(key);
    if (node == nullptr) return {};
    if (node->kind != JsonNode::Kind::List || node->items.empty()) {
        complaints.error(node->line, quoted(key) + " has to be a list of texts, [\"...\"]");
        return {};
    }
    std::vector<std::string> texts;
    for (const auto& item : node->items) {
        auto text = text_of(item, "an item of " + quoted(key), rule, complaints);
        if (text.empty()) continue;
        if (std::find(texts.begin(), texts.end(), text) != texts.end())
            complaints.error(item.line, quoted(text) + " stands twice in " + quoted(key));
        texts.push_back(std::move(text));
    }
    return texts;
}

} // namespace ferry::identity
