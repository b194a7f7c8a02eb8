// libgit2's objects, each freed by its owner here.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/git/repository.hpp"

#include "core/identity/entry.hpp"

#include <git2.h>

#include <algorithm>
#include <optional>

namespace ferry::identity {
namespace {

constexpr const char* kIncoming = "refs/ferry/incoming";
constexpr const char* kUsed = "refs/ferry/used"; // what the next fetch has not to bring again
constexpr std::size_t kMostEntries = 500'000;

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Repo = std::unique_ptr<git_repository, Freed<git_repository_free>>;
using Remote = std::unique_ptr<git_remote, Freed<git_remote_free>>;
using Commit = std::unique_ptr<git_commit, Freed<git_commit_free>>;
using Tree = std::unique_ptr<git_tree, Freed<git_tree_free>>;
using Blob = std::unique_ptr<git_blob, Freed<git_blob_free>>;
using Diff = std::unique_ptr<git_diff, Freed<git_diff_free>>;
using History = std::unique_ptr<git_revwalk, Freed<git_revwalk_free>>;

Error last_error(Code code, const std::string& what) {
    const auto* error = git_error_last();
    const std::string words = error != nullptr && error->message != nullptr ? error->message : "";
    return Error{code, what + (words.empty() ? "" : ": " + words)};
}

/// Not reached at all; an answer that is wrong, or a certificate, is another matter.
bool is_unreachable(const std::string& remote) {
    const auto* error = git_error_last();
    if (error == nullptr || !remote.starts_with("https://")) return false;
    return error->klass == GIT_ERROR_NET || error->klass == GIT_ERROR_OS;
}

bool is_entry(std::string_view path) {
    return (path.starts_with("software/") || path.starts_with("proposed/")) &&
           path.ends_with(".json");
}

class GitRepository final : public Repository {
public:
    explicit GitRepository(Repo repository) : repository_(std::move(repository)) {}
    ~GitRepository() override {
        repository_.reset();
        git_libgit2_shutdown();
    }

    std::filesystem::path worktree() override {
        const auto* folder = git_repository_workdir(repository_.get());
        const std::string_view text = folder == nullptr ? "" : folder;
        return std::u8string(text.begin(), text.end());
    }

    Result<std::string> fetch(const std::string& remote) override {
        git_remote* made = nullptr;
        if (git_remote_create_anonymous(&made, repository_.get(), remote.c_str()) != 0)
            return last_error(Code::BadData, remote);
        const Remote owner(made);
        std::string spec = std::string("+HEAD:") + kIncoming;
        char* specs[] = {spec.data()};
        const git_strarray wanted{specs, 1};
        git_fetch_options options{};
        git_fetch_options_init(&options, GIT_FETCH_OPTIONS_VERSION);
        options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE;
        options.update_fetchhead = 0;
        git_reference_remove(repository_.get(), kIncoming); // of a fetch that was refused
        if (git_remote_fetch(made, &wanted, &options, nullptr) != 0)
            return last_error(is_unreachable(remote) ? Code::Network : Code::BadData, remote);
        git_oid id;
        if (git_reference_name_to_id(&id, repository_.get(), kIncoming) != 0)
            return last_error(Code::BadData, remote + " has no HEAD");
        return text_of(id);
    }

    Result<std::string> resolve(const std::string& name) override {
        git_object* found = nullptr;
        git_object* commit = nullptr;
        const int failed = git_revparse_single(&found, repository_.get(), name.c_str()) != 0 ||
                           git_object_peel(&commit, found, GIT_OBJECT_COMMIT) != 0;
        const auto id = failed ? std::string() : text_of(*git_object_id(commit));
        git_object_free(found);
        git_object_free(commit);
        if (failed) return last_error(Code::NotFound, "\"" + name + "\" names no commit");
        return id;
    }

    Result<void> keep(const std::string& id) override {
        git_oid oid;
        git_reference* made = nullptr;
        if (git_oid_fromstr(&oid, id.c_str()) != 0 ||
            git_reference_create(&made, repository_.get(), kUsed, &oid, 1, nullptr) != 0)
            return last_error(Code::Io, kUsed);
        git_reference_free(made);
        return {};
    }

    Result<SignedCommit> commit(const std::string& id) override {
        git_oid oid;
        if (git_oid_fromstr(&oid, id.c_str()) != 0 || !look_up(oid))
            return last_error(Code::BadData, id + " is no commit");
        git_buf signature = GIT_BUF_INIT, text = GIT_BUF_INIT;
        SignedCommit commit;
        if (git_commit_extract_signature(&signature, &text, repository_.get(), &oid, nullptr) == 0)
            commit = {{text.ptr, text.size}, {signature.ptr, signature.size}};
        git_buf_dispose(&signature);
        git_buf_dispose(&text);
        return commit;
    }

    Result<bool> descends(const std::string& commit, const std::string& from) override {
        git_oid younger, older;
        if (git_oid_fromstr(&younger, commit.c_str()) != 0 ||
            git_oid_fromstr(&older, from.c_str()) != 0)
            return Error{Code::BadData, "no name of a commit"};
        const int answer = git_graph_descendant_of(repository_.get(), &younger, &older);
        if (answer < 0) return last_error(Code::BadData, "the history of " + commit);
        return answer == 1;
    }

    Result<std::vector<EntryFile>> entries(const std::string& commit) override {
        auto tree = catalog_tree(commit);
        if (!tree) return tree.error();
        Walk walk{*this, {}};
        const auto step = [](const char* root, const git_tree_entry* entry, void* context) -> int {
            auto& all = *static_cast<Walk*>(context);
            const auto path = std::string(root) + git_tree_entry_name(entry);
            if (git_tree_entry_type(entry) != GIT_OBJECT_BLOB || !is_entry(path)) return 0;
            if (all.files.size() >= kMostEntries) return -1;
            auto text = all.repository.text_of_blob(*git_tree_entry_id(entry));
            if (!text) return -1;
            all.files.push_back({path, std::move(*text)});
            return 0;
        };
        if (git_tree_walk(tree->get(), GIT_TREEWALK_PRE, step, &walk) != 0)
            return last_error(Code::BadData, "the files of " + commit);
        return std::move(walk.files);
    }

    Result<EntryChanges> changes(const std::string& from, const std::string& to) override {
        const auto before = catalog_tree(from);
        const auto after = catalog_tree(to);
        if (!before) return before.error();
        if (!after) return after.error();
        const auto diff = difference(before->get(), after->get());
        if (!diff) return last_error(Code::BadData, "the changes to " + to);
        EntryChanges changes;
        for (std::size_t i = 0; i < git_diff_num_deltas(diff.get()); ++i) {
            const auto* delta = git_diff_get_delta(diff.get(), i);
            if (delta->status == GIT_DELTA_DELETED) {
                if (is_entry(delta->old_file.path)) changes.removed.push_back(delta->old_file.path);
            } else if (is_entry(delta->new_file.path)) {
                auto text = text_of_blob(delta->new_file.id);
                if (!text) return last_error(Code::BadData, delta->new_file.path);
                changes.files.push_back({delta->new_file.path, std::move(*text)});
            }
        }
        return changes;
    }

    Result<std::map<std::string, std::int64_t>> change_times(const std::string& commit) override {
        const auto tree = catalog_tree(commit);
        if (!tree) return tree.error();
        std::map<std::string, std::int64_t> times;
        std::size_t open = mark_changes(nullptr, tree->get(), 0, times, true);
        git_revwalk* made = nullptr;
        git_oid id;
        if (git_revwalk_new(&made, repository_.get()) != 0)
            return last_error(Code::BadData, commit);
        const History history(made);
        git_revwalk_sorting(made, GIT_SORT_TIME | GIT_SORT_TOPOLOGICAL);
        if (git_oid_fromstr(&id, commit.c_str()) != 0 || git_revwalk_push(made, &id) != 0)
            return last_error(Code::BadData, "the history of " + commit);
        while (open > 0 && git_revwalk_next(&id, made) == 0) {
            const auto one = look_up(id);
            if (!one || git_commit_parentcount(one.get()) > 1) continue;
            const auto after = catalog_tree(text_of(id));
            if (!after) break; // older than the catalog
            const auto before = git_commit_parentcount(one.get()) == 1
                                    ? catalog_tree(text_of(*git_commit_parent_id(one.get(), 0)))
                                    : Result<Tree>(Tree());
            open -= mark_changes(before ? before->get() : nullptr, after->get(),
                                 git_commit_time(one.get()), times, false);
        }
        return times;
    }

private:
    struct Walk {
        GitRepository& repository;
        std::vector<EntryFile> files;
    };

    /// Null where it fails. Without `before` everything is new.
    Diff difference(git_tree* before, git_tree* after) {
        git_diff* made = nullptr;
        git_diff_options options{};
        git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
        git_diff_tree_to_tree(&made, repository_.get(), before, after, &options);
        return Diff(made);
    }

    /// Sets the time of each entry that differs: of all of them, or of those that have none yet.
    /// The number that were set.
    std::size_t mark_changes(git_tree* before, git_tree* after, std::int64_t time,
                             std::map<std::string, std::int64_t>& times, bool all) {
        const auto diff = difference(before, after);
        std::size_t marked = 0;
        for (std::size_t i = 0; diff && i < git_diff_num_deltas(diff.get()); ++i) {
            const auto* path = git_diff_get_delta(diff.get(), i)->new_file.path;
            if (!is_entry(path)) continue;
            const auto found = times.find(path);
            if (all) {
                times[path] = time;
            } else if (found != times.end() && found->second == 0) {
                found->second = time;
            } else {
                continue;
            }
            ++marked;
        }
        return marked;
    }

    static std::string text_of(const git_oid& id) {
        char text[GIT_OID_HEXSZ + 1];
        git_oid_tostr(text, sizeof text, &id);
        return text;
    }

    Commit look_up(const git_oid& id) {
        git_commit* found = nullptr;
        git_commit_lookup(&found, repository_.get(), &id);
        return Commit(found);
    }

    /// One byte over the limit is kept, so that the parser sees that there was more.
    std::optional<std::string> text_of_blob(const git_oid& id) {
        git_blob* found = nullptr;
        if (git_blob_lookup(&found, repository_.get(), &id) != 0) return std::nullopt;
        const Blob blob(found);
        const auto size = std::min<std::size_t>(static_cast<std::size_t>(git_blob_rawsize(found)),
                                                kMaxEntryBytes + 1);
        return std::string(static_cast<const char*>(git_blob_rawcontent(found)), size);
    }

    Result<Tree> catalog_tree(const std::string& id) {
        git_oid oid;
        const auto commit = git_oid_fromstr(&oid, id.c_str()) == 0 ? look_up(oid) : Commit();
        git_tree* root = nullptr;
        if (!commit || git_commit_tree(&root, commit.get()) != 0)
            return last_error(Code::BadData, id + " is no commit");
        Tree tree(root);
        if (git_tree_entry_byname(root, "software") != nullptr) return tree;
        const auto* entry = git_tree_entry_byname(root, "catalog");
        git_tree* below = nullptr;
        if (entry == nullptr ||
            git_tree_lookup(&below, repository_.get(), git_tree_entry_id(entry)) != 0)
            return Error{Code::BadData, "commit " + id + " has no folder \"software\""};
        return Tree(below);
    }

    Repo repository_;
};

} // namespace

Result<std::unique_ptr<Repository>> Repository::find(const std::filesystem::path& folder) {
    git_libgit2_init();
    const auto text = folder.u8string();
    const std::string path(text.begin(), text.end());
    git_repository* found = nullptr;
    if (git_repository_open_ext(&found, path.c_str(), 0, nullptr) != 0) {
        auto error = last_error(Code::NotFound, path);
        git_libgit2_shutdown();
        return error;
    }
    return std::unique_ptr<Repository>(std::make_unique<GitRepository>(Repo(found)));
}

Result<std::unique_ptr<Repository>> Repository::open(const std::filesystem::path& folder) {
    git_libgit2_init();
    const auto text = folder.u8string();
    const std::string path(text.begin(), text.end());
    git_repository* found = nullptr;
    if (git_repository_open_bare(&found, path.c_str()) != 0 &&
        git_repository_init(&found, path.c_str(), 1) != 0) {
        auto error = last_error(Code::Io, path);
        git_libgit2_shutdown();
        return error;
    }
    return std::unique_ptr<Repository>(std::make_unique<GitRepository>(Repo(found)));
}

} // namespace ferry::identity
