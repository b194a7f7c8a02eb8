// One line of JSON, written whole or not at all.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/credentials.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace ferry::sync {
namespace {

constexpr const char* kName = "credentials.json";
constexpr std::size_t kLargest = 64u << 10;
constexpr std::size_t kKeyBytes = 32;

Result<Credentials> credentials_in(const std::string& content) {
    const auto json = parse_json(content);
    if (!json) return json.error();
    if (!json->is_object()) return Error{Code::BadData, "is no JSON object"};
    auto token = json_text(*json, "token");
    std::string key;
    const auto version = json->find("key_version");
    if (token.empty() || !from_base64(json_text(*json, "account_key"), key) ||
        key.size() != kKeyBytes || version == json->end() || !version->is_number_unsigned())
        return Error{Code::BadData, "token or account key are missing"};
    Credentials credentials{vault::Secret::take(token), vault::Secret::take(key),
                            version->get<std::uint32_t>()};
    std::string seed;
    if (from_base64(json_text(*json, "device_seed"), seed) && seed.size() == kKeyBytes)
        credentials.device_seed = vault::Secret::take(seed);
    return credentials;
}

} // namespace

Result<Credentials> load_credentials(const ReadOnlyFiles& files,
                                     const std::filesystem::path& folder) {
    const auto content = files.read(folder / kName, kLargest);
    if (!content && content.error().code == Code::NotFound)
        return Error{Code::NotFound, "this device is not logged in; run ferry login URL, or ferry "
                                     "register URL for a new account"};
    if (!content) return content.error();
    auto credentials = credentials_in(*content);
    if (!credentials)
        return Error{Code::BadData, to_utf8(folder / kName) + ": " + credentials.error().message +
                                        "; run ferry login to make it anew"};
    return credentials;
}

Result<void> save_credentials(Files& files, const std::filesystem::path& folder,
                              const Credentials& credentials) {
    const nlohmann::json object = {{"token", credentials.token.view()},
                                   {"account_key", base64(credentials.account_key.view())},
                                   {"key_version", credentials.key_version},
                                   {"device_seed", base64(credentials.device_seed.view())}};
    auto text = dump_json(object) + "\n";
    const auto content = vault::Secret::take(text);
    return files.replace(folder / kName, content.view(), true);
}

Result<void> remove_credentials(Files& files, const std::filesystem::path& folder) {
    auto removed = files.remove(folder / kName);
    if (!removed && removed.error().code == Code::NotFound) return {};
    return removed;
}

} // namespace ferry::sync
