// The depot's bytes in memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/text.hpp"
#include "core/vault/signature.hpp"
#include "server/blobs/blobs.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace ferry::testing {

class FakeBlobs final : public server::Blobs {
public:
    std::map<server::BlobKey, std::string> partial{}, whole{};
    std::optional<Error> write_fails{};

    Result<server::BlobState> state(const server::BlobKey& key) override {
        if (const auto at = whole.find(key); at != whole.end())
            return server::BlobState{at->second.size(), true};
        const auto at = partial.find(key);
        return server::BlobState{at == partial.end() ? 0 : at->second.size(), false};
    }
    Result<void> append(const server::BlobKey& key, std::uint64_t offset,
                        std::string_view bytes) override {
        const auto now = state(key);
        if (now->complete || now->size != offset) return Error{Code::Conflict, "another size"};
        if (write_fails) return *write_fails;
        partial[key] += bytes;
        return {};
    }
    Result<void> complete(const server::BlobKey& key) override {
        if (whole.count(key) != 0) return {};
        if (write_fails) return *write_fails;
        auto bytes = std::exchange(partial[key], "");
        partial.erase(key);
        if (hex(vault::sha256(bytes)) != key.sha256) return Error{Code::BadData, "another hash"};
        whole[key] = std::move(bytes);
        return {};
    }
    Result<std::string> read(const server::BlobKey& key, std::uint64_t offset,
                             std::size_t size) override {
        const auto at = whole.find(key);
        if (at == whole.end()) return Error{Code::NotFound, "no blob"};
        return at->second.substr(offset, size);
    }
    Result<void> remove(const server::BlobKey& key) override {
        partial.erase(key);
        whole.erase(key);
        return {};
    }
    Result<std::vector<server::BlobKey>> list() override {
        std::vector<server::BlobKey> keys;
        for (const auto& [key, bytes] : partial)
            keys.push_back(key);
        for (const auto& [key, bytes] : whole)
            keys.push_back(key);
        return keys;
    }
};

} // namespace ferry::testing
