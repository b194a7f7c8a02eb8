// Fetch, judge, build beside, and only then say that it is in use.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/git/update.hpp"

#include "core/base/text.hpp"
#include "core/identity/compile.hpp"
#include "core/identity/fetched.hpp"
#include "core/identity/git/repository.hpp"
#include "core/identity/index_writer.hpp"

#include <algorithm>
#include <set>

namespace ferry::identity {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostChanges = 2'000; // then a whole index is the better one

std::string short_name(const std::string& commit) {
    return commit.substr(0, 12);
}

bool is_remote(const std::string& remote) {
    return remote.starts_with("https://") || fs::path(remote).is_absolute();
}

class Update {
public:
    Update(const UpdateRequest& request, const SignatureCrypto& crypto)
        : request_(request), crypto_(crypto) {}

    Result<Report<Updated>> run() {
        if (auto ready = prepare(); !ready) return ready.error();
        const auto tip = repository_->fetch(request_.remote);
        if (!tip) return tip.error();
        Report<Updated> report;
        report.value.commit = *tip;
        if (used_ && *tip == used_->commit) return report;
        if (auto judged = judge(*tip); !judged) return judged.error();
        report.value.changed = true;
        if (auto built = build(*tip, report); !built) return built.error();
        return report;
    }

private:
    Result<void> prepare() {
        if (!is_remote(request_.remote))
            return Error{Code::BadData, "\"" + printable(request_.remote) +
                                            "\" is neither https:// nor an absolute folder"};
        for (const auto& line : request_.keys) {
            auto key = ed25519_key(line);
            if (!key) return key.error();
            trusted_.insert(std::move(*key));
        }
        if (trusted_.empty())
            return Error{Code::BadData, "no key is trusted, so no catalog can be; name the keys of "
                                        "its maintainers"};
        auto used = read_fetched(request_.folder);
        if (!used && used.error().code != Code::NotFound) return used.error();
        if (used) used_ = std::make_unique<Fetched>(std::move(*used));
        std::error_code failed;
        fs::create_directories(request_.folder, failed);
        auto opened = Repository::open(request_.folder / "repository.git");
        if (!opened) return opened.error();
        repository_ = std::move(*opened);
        return {};
    }

    Result<void> judge(const std::string& tip) {
        const auto commit = repository_->commit(tip);
        if (!commit) return commit.error();
        const auto subject = "commit " + short_name(tip);
        if (commit->signature.empty()) return refused(subject + " is not signed");
        const auto signer = signer_of(commit->signature, commit->text, "git", crypto_);
        if (!signer) return refused(subject + ": " + signer.error().message);
        if (trusted_.count(*signer) == 0)
            return refused(subject + " is signed by a key that is not trusted");
        if (!used_) return {};
        const auto descends = repository_->descends(tip, used_->commit);
        if (!descends) return refused(descends.error().message);
        if (!*descends)
            return refused(subject + " does not descend from " + short_name(used_->commit) +
                           ", the one in use: the history was rewound or is another one");
        return {};
    }

    static Error refused(const std::string& why) {
        return Error{Code::Denied, why + "; refused, the catalog in use stays"};
    }

    Result<void> build(const std::string& tip, Report<Updated>& report) {
        Fetched next{request_.remote, tip, tip, {}};
        if (used_) {
            auto changes = repository_->changes(used_->base, tip);
            if (!changes) return changes.error();
            if (changes->files.size() + changes->removed.size() <= kMostChanges) {
                next.base = used_->base;
                next.indexes = {used_->indexes.front(), "changes-" + short_name(tip) + ".bin"};
                if (auto done = write_changes(*changes, next, report); !done) return done;
                return use(next);
            }
        }
        const auto files = repository_->entries(tip);
        if (!files) return files.error();
        next.indexes = {"base-" + short_name(tip) + ".bin"};
        report.value.files = files->size();
        report.value.rebuilt = true;
        auto bytes = compile_catalog(*files, origin(tip));
        report.add(std::move(bytes.problems));
        if (bytes.value.empty()) return Error{Code::BadData, "no index can be made of " + tip};
        auto written = write_by_rename(request_.folder / next.indexes.front(), bytes.value);
        return written ? use(next) : written;
    }

    Result<void> write_changes(const EntryChanges& changes, const Fetched& next,
                               Report<Updated>& report) {
        report.value.files = changes.files.size();
        auto entries = usable_entries(changes.files);
        report.add(std::move(entries.problems));
        std::set<SoftwareId> there;
        for (const auto& entry : entries.value)
            there.insert(entry.id);
        std::vector<SoftwareId> removed;
        for (const auto& path : changes.removed) {
            const auto name = path.substr(path.rfind('/') + 1);
            const SoftwareId id{name.substr(0, name.size() - std::string_view(".json").size())};
            if (there.insert(id).second) removed.push_back(id);
        }
        const auto bytes = write_index(entries.value, origin(next.commit), removed);
        if (!bytes) return bytes.error();
        return write_by_rename(request_.folder / next.indexes.back(), *bytes);
    }

    std::string origin(const std::string& commit) const {
        return request_.remote + " at " + short_name(commit);
    }

    /// From here on it is in use; what only the last one used goes.
    Result<void> use(const Fetched& next) {
        if (auto kept = repository_->keep(next.commit); !kept) return kept;
        if (auto done = write_fetched(request_.folder, next); !done) return done;
        std::error_code ignored;
        for (const auto& old : used_ ? used_->indexes : std::vector<std::string>{}) {
            if (std::find(next.indexes.begin(), next.indexes.end(), old) == next.indexes.end())
                fs::remove(request_.folder / old, ignored);
        }
        return {};
    }

    const UpdateRequest& request_;
    const SignatureCrypto& crypto_;
    std::set<std::string> trusted_;
    std::unique_ptr<Fetched> used_;
    std::unique_ptr<Repository> repository_;
};

} // namespace

Result<Report<Updated>> update_catalog(const UpdateRequest& request,
                                       const SignatureCrypto& crypto) {
    return Update(request, crypto).run();
}

} // namespace ferry::identity
