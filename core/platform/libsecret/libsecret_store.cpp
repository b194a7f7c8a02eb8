// Each call is a conversation of its own, since the keyring may have been locked since the last.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/libsecret/libsecret_store.hpp"

#include "core/platform/libsecret/conversation.hpp"

#include <libsecret/secret.h>

#include <utility>

namespace ferry {
namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using Collection = std::unique_ptr<SecretCollection, Unref>;
using Item = std::unique_ptr<SecretItem, Unref>;

struct DropTable {
    void operator()(GHashTable* table) const { g_hash_table_unref(table); }
};
struct DropValue {
    void operator()(SecretValue* value) const { secret_value_unref(value); } // wipes it
};
using Value = std::unique_ptr<SecretValue, DropValue>;

const SecretSchema* schema() {
    static const auto* const made =
        secret_schema_new("org.ferry.Credentials", SECRET_SCHEMA_NONE, "item",
                          SECRET_SCHEMA_ATTRIBUTE_STRING, nullptr);
    return made;
}

std::unique_ptr<GHashTable, DropTable> attributes_of(const std::string& item) {
    return std::unique_ptr<GHashTable, DropTable>(
        secret_attributes_build(schema(), "item", item.c_str(), nullptr));
}

Error locked() {
    return Error{Code::Unavailable, "the keyring is locked"};
}

/// To be written to without a question: unlocking is one.
Result<Collection> open_keyring(const Conversation& talk) {
    GError* error = nullptr;
    Collection keyring(secret_collection_for_alias_sync(talk.service(), SECRET_COLLECTION_DEFAULT,
                                                        SECRET_COLLECTION_NONE, talk.cancellable(),
                                                        &error));
    if (error != nullptr) return error_from_glib(error);
    if (!keyring)
        return Error{Code::Unavailable,
                     "the Secret Service has no default keyring, or the keyring is locked"};
    if (secret_collection_get_locked(keyring.get()) != FALSE) return locked();
    return keyring;
}

Result<Item> find(const Conversation& talk, const std::string& name) {
    GError* error = nullptr;
    auto* const found =
        secret_service_search_sync(talk.service(), schema(), attributes_of(name).get(),
                                   SECRET_SEARCH_NONE, talk.cancellable(), &error);
    if (error != nullptr) return error_from_glib(error);
    Item item(found == nullptr ? nullptr : SECRET_ITEM(g_object_ref(found->data)));
    g_list_free_full(found, g_object_unref);
    if (!item) { // some services show nothing of a keyring that is locked
        const auto keyring = open_keyring(talk);
        if (!keyring) return keyring.error();
        return Error{Code::NotFound, "the keyring holds nothing named " + name};
    }
    if (secret_item_get_locked(item.get()) != FALSE) return locked();
    return item;
}

class LibsecretStore final : public KeyStore {
public:
    std::string id() const override { return "libsecret"; }
    std::string place() const override { return "in the login keyring (libsecret)"; }

    Result<void> ready() override {
        Conversation talk;
        if (auto opened = talk.open(); !opened) return opened;
        const auto keyring = open_keyring(talk);
        if (!keyring) return keyring.error();
        return {};
    }

    Result<std::string> put(const std::string& item, std::string_view secret) override {
        Conversation talk;
        if (const auto opened = talk.open(); !opened) return opened.error();
        const auto keyring = open_keyring(talk);
        if (!keyring) return keyring.error();
        const Value value(secret_value_new(secret.data(), static_cast<gssize>(secret.size()),
                                           "application/json"));
        GError* error = nullptr;
        const Item made(secret_item_create_sync(
            keyring->get(), schema(), attributes_of(item).get(), "Ferry: keys of this device",
            value.get(), SECRET_ITEM_CREATE_REPLACE, talk.cancellable(), &error));
        if (made) return item;
        auto why = error_from_glib(error);
        if (why.code == Code::Unavailable) why.code = Code::Io; // it was asked to write
        return why;
    }

    Result<std::string> get(const std::string& ticket) override {
        Conversation talk;
        if (const auto opened = talk.open(); !opened) return opened.error();
        const auto item = find(talk, ticket);
        if (!item) return item.error();
        GError* error = nullptr;
        if (secret_item_load_secret_sync(item->get(), talk.cancellable(), &error) == FALSE)
            return error_from_glib(error);
        const Value value(secret_item_get_secret(item->get()));
        if (!value) return locked();
        gsize size = 0;
        const char* const bytes = secret_value_get(value.get(), &size);
        return std::string(bytes, size);
    }

    Result<void> remove(const std::string& ticket) override {
        Conversation talk;
        if (auto opened = talk.open(); !opened) return opened;
        const auto item = find(talk, ticket);
        if (!item) return item.error();
        GError* error = nullptr;
        if (secret_item_delete_sync(item->get(), talk.cancellable(), &error) == FALSE)
            return error_from_glib(error);
        return {};
    }
};

} // namespace

std::unique_ptr<KeyStore> make_libsecret_store() {
    return std::make_unique<LibsecretStore>();
}

} // namespace ferry
