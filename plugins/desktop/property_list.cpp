// libplist allocates what it reads; Owned gives it back.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/desktop/property_list.hpp"

#include <plist/plist.h>

#include <cstdint>
#include <memory>

namespace ferry::desktop {
namespace {

constexpr std::size_t kLargest = 1 << 20;

struct Free {
    void operator()(void* node) const { plist_free(node); }
};

std::string text_under(plist_t dictionary, const std::string& key) {
    const auto node = plist_dict_get_item(dictionary, key.c_str()); // borrowed
    if (node == nullptr || plist_get_node_type(node) != PLIST_STRING) return {};
    // Not plist_get_string_val: it asserts on a text with a zero in it (libplist 2.2).
    std::uint64_t size = 0;
    const char* text = plist_get_string_ptr(node, &size);
    return text == nullptr ? std::string() : std::string(text, static_cast<std::size_t>(size));
}

} // namespace

Result<std::vector<std::string>> texts_of_property_list(std::string_view bytes,
                                                        const std::vector<std::string>& keys) {
    if (bytes.size() > kLargest) return Error{Code::BadData, "over 1 MiB"};
    plist_t root = nullptr;
    plist_from_memory(bytes.data(), static_cast<std::uint32_t>(bytes.size()), &root);
    const std::unique_ptr<void, Free> owned(root);
    if (root == nullptr) return Error{Code::BadData, "is no property list"};
    if (plist_get_node_type(root) != PLIST_DICT)
        return Error{Code::BadData, "has no dictionary at its top"};
    std::vector<std::string> texts;
    for (const auto& key : keys)
        texts.push_back(text_under(root, key));
    return texts;
}

} // namespace ferry::desktop
