// credentials.json: one line, written whole or not at all. It holds the keys, or tells which store
// has them, or both: then the store may still have some that are out of date.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/credentials.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/vault/hash.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace ferry::sync {
namespace {

constexpr const char* kName = "credentials.json";
constexpr std::size_t kLargest = 64u << 10;
constexpr std::size_t kKeyBytes = 32;

/// What a store has of ours. Empty: nothing.
struct Pointer {
    std::string store; // KeyStore::id
    std::string ticket;
};

Result<Credentials> credentials_in(const nlohmann::json& json) {
    auto token = json_text(json, "token");
    std::string key;
    const auto version = json.find("key_version");
    if (token.empty() || !from_base64(json_text(json, "account_key"), key) ||
        key.size() != kKeyBytes || version == json.end() || !version->is_number_unsigned())
        return Error{Code::BadData, "token or account key are missing"};
    Credentials credentials{vault::Secret::take(token), vault::Secret::take(key),
                            version->get<std::uint32_t>()};
    std::string seed;
    if (from_base64(json_text(json, "device_seed"), seed) && seed.size() == kKeyBytes)
        credentials.device_seed = vault::Secret::take(seed);
    return credentials;
}

Result<Credentials> credentials_in(std::string text) {
    const auto content = vault::Secret::take(text);
    const auto json = parse_json(content.view());
    if (!json) return json.error();
    if (!json->is_object()) return Error{Code::BadData, "is no JSON object"};
    return credentials_in(*json);
}

nlohmann::json json_of(const Credentials& credentials) {
    return {{"token", credentials.token.view()},
            {"account_key", base64(credentials.account_key.view())},
            {"key_version", credentials.key_version},
            {"device_seed", base64(credentials.device_seed.view())}};
}

Result<void> write(Files& files, const std::filesystem::path& folder, const nlohmann::json& json) {
    auto text = dump_json(json) + "\n";
    const auto content = vault::Secret::take(text);
    return files.replace(folder / kName, content.view(), true);
}

Result<nlohmann::json> read(const ReadOnlyFiles& files, const std::filesystem::path& folder) {
    auto text = files.read(folder / kName, kLargest);
    if (!text && text.error().code == Code::NotFound)
        return Error{Code::NotFound, "this device is not logged in; run ferry login URL, or ferry "
                                     "register URL for a new account"};
    if (!text) return text.error();
    const auto content = vault::Secret::take(*text);
    auto json = parse_json(content.view());
    if (json && json->is_object()) return json;
    return Error{Code::BadData, to_utf8(folder / kName) + ": " +
                                    (json ? "is no JSON object" : json.error().message) +
                                    "; run ferry login to make it anew"};
}

bool holds_keys(const nlohmann::json& json) {
    return json.contains("token");
}

Pointer pointer_in(const nlohmann::json& json) {
    return {json_text(json, "store"), json_text(json, "item")};
}

/// Of a file that is missing or damaged: empty.
Pointer pointer_before(const ReadOnlyFiles& files, const std::filesystem::path& folder) {
    const auto json = read(files, folder);
    return json ? pointer_in(*json) : Pointer{};
}

Result<Credentials> from_store(KeyStore& store, const Pointer& pointer) {
    if (pointer.store != store.id())
        return Error{Code::NotSupported, "the keys of this device are in \"" + pointer.store +
                                             "\", which this system has not; run ferry login"};
    const auto where = "the keys of this device are " + store.place();
    auto text = store.get(pointer.ticket);
    if (!text) { // NotFound would mean: logged out
        const bool gone = text.error().code == Code::NotFound;
        return Error{gone ? Code::BadData : text.error().code,
                     where + ": " + text.error().message +
                         (gone ? "; run ferry login to make them anew"
                               : "; unlock it or start it and try again, or run ferry login")};
    }
    auto credentials = credentials_in(std::move(*text));
    if (!credentials)
        return credentials.error().under(where + "; they are damaged; run ferry login");
    return credentials;
}

/// Answers a ticket only for what the store has given back.
Result<std::string> put(KeyStore& store, const std::string& item, const Credentials& credentials) {
    auto text = dump_json(json_of(credentials));
    const auto content = vault::Secret::take(text);
    auto ticket = store.put(item, content.view());
    if (!ticket) return ticket;
    auto again = store.get(*ticket);
    if (!again) return Error{Code::Io, again.error().message};
    if (vault::Secret::take(*again).view() != content.view())
        return Error{Code::Io, "gives back something else"};
    return ticket;
}

/// With the item that may be in the store all the same, until it is known to be gone.
Result<void> save_in_file(Files& files, const std::filesystem::path& folder, KeyStore& store,
                          const Credentials& credentials, const std::string& left_behind) {
    auto json = json_of(credentials);
    if (left_behind.empty()) return write(files, folder, json);
    auto with_pointer = json;
    with_pointer["store"] = store.id();
    with_pointer["item"] = left_behind;
    if (auto saved = write(files, folder, with_pointer); !saved) return saved;
    const auto removed = store.remove(left_behind);
    if (!removed && removed.error().code != Code::NotFound) return {};
    return write(files, folder, json);
}

} // namespace

Result<Credentials> load_credentials(const ReadOnlyFiles& files,
                                     const std::filesystem::path& folder, KeyStore& store) {
    const auto json = read(files, folder);
    if (!json) return json.error();
    const auto pointer = pointer_in(*json);
    if (!holds_keys(*json) && !pointer.store.empty()) return from_store(store, pointer);
    auto credentials = credentials_in(*json);
    if (!credentials)
        return Error{Code::BadData, to_utf8(folder / kName) + ": " + credentials.error().message +
                                        "; run ferry login to make it anew"};
    return credentials;
}

// An item that is there is overwritten in place, so that the file points at it before and after:
// new keys are in force with the one write of the store. The file's version of them, which may be
// one behind then, only serves while the store cannot be asked. Where the item is a new one, or the
// file held the keys, the file's one write is that moment.
Result<void> save_credentials(Files& files, const std::filesystem::path& folder, KeyStore& store,
                              const Credentials& credentials) {
    auto before = pointer_before(files, folder);
    if (before.store != store.id()) before = {};
    const auto item = before.ticket.empty() ? vault::random_uuid() : before.ticket;
    const auto ticket = put(store, item, credentials);
    if (!ticket) {
        const auto code = ticket.error().code;
        const bool untouched = code == Code::Unavailable || code == Code::NotSupported;
        return save_in_file(files, folder, store, credentials, untouched ? before.ticket : item);
    }
    auto saved =
        write(files, folder,
              {{"store", store.id()}, {"item", *ticket}, {"key_version", credentials.key_version}});
    if (!saved && *ticket != before.ticket) (void)store.remove(*ticket); // nothing points at it
    return saved;
}

Result<void> remove_credentials(Files& files, const std::filesystem::path& folder,
                                KeyStore& store) {
    const auto json = read(files, folder);
    const auto pointer = json ? pointer_in(*json) : Pointer{};
    if (!pointer.store.empty() && pointer.store == store.id()) {
        const auto removed = store.remove(pointer.ticket);
        if (!removed && removed.error().code != Code::NotFound && !holds_keys(*json))
            return Error{removed.error().code, "the keys of this device are " + store.place() +
                                                   ": " + removed.error().message +
                                                   "; unlock it or start it and try again"};
    }
    auto removed = files.remove(folder / kName);
    if (!removed && removed.error().code == Code::NotFound) return {};
    return removed;
}

Result<bool> credentials_in_file(const ReadOnlyFiles& files, const std::filesystem::path& folder) {
    const auto json = read(files, folder);
    if (!json) return json.error();
    return holds_keys(*json);
}

Result<std::uint32_t> kept_key_version(const ReadOnlyFiles& files,
                                       const std::filesystem::path& folder, KeyStore& store) {
    if (const auto loaded = load_credentials(files, folder, store); loaded)
        return loaded->key_version;
    const auto json = read(files, folder);
    if (!json) return json.error();
    const auto version = json->find("key_version");
    if (version == json->end() || !version->is_number_unsigned())
        return Error{Code::BadData, "no version of the account key is known here"};
    return version->get<std::uint32_t>();
}

} // namespace ferry::sync
