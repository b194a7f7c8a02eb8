// A bare repository that follows one remote. The only user of libgit2.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/loader.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ferry::identity {

/// A commit's text without its signature, and the signature; empty where it has none.
struct SignedCommit {
    std::string text;
    std::string signature;
};

/// What differs between the entries of two commits.
struct EntryChanges {
    std::vector<EntryFile> files;     // new or changed
    std::vector<std::string> removed; // paths below the catalog's folder
};

/// Commits are named by 40 hexadecimal digits. One thread.
class Repository {
public:
    /// Makes it where it is not there yet. Errors: Io.
    static Result<std::unique_ptr<Repository>> open(const std::filesystem::path& folder);
    /// The one that a person works in; never written to. Errors: NotFound.
    static Result<std::unique_ptr<Repository>> find(const std::filesystem::path& folder);
    virtual ~Repository() = default;

    /// Where a person edits it; empty for a bare one.
    virtual std::filesystem::path worktree() = 0;
    /// The commit that "HEAD~3", "main", "v1" or its own beginning names. Errors: NotFound.
    virtual Result<std::string> resolve(const std::string& name) = 0;

    /// The commit that the remote's HEAD names. `remote`: https:// or a folder.
    /// Errors: Network (not reachable), BadData (no repository, a damaged one).
    virtual Result<std::string> fetch(const std::string& remote) = 0;
    /// Remembers the commit that is in use now.
    virtual Result<void> keep(const std::string& commit) = 0;
    virtual Result<SignedCommit> commit(const std::string& id) = 0;
    virtual Result<bool> descends(const std::string& commit, const std::string& from) = 0;
    /// All entries below software/ and proposed/, of the root or of catalog/.
    virtual Result<std::vector<EntryFile>> entries(const std::string& commit) = 0;
    virtual Result<EntryChanges> changes(const std::string& from, const std::string& to) = 0;
    /// When each entry of the commit was changed last, in seconds since 1970; a merge changes none.
    virtual Result<std::map<std::string, std::int64_t>> change_times(const std::string& commit) = 0;
};

} // namespace ferry::identity
