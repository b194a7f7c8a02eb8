// Each file alone is the parser's business; what holds between files is checked here.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/lint.hpp"

#include "core/base/text.hpp"
#include "core/identity/condition.hpp"
#include "core/identity/grammar.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace ferry::identity {
namespace {

struct Claim {
    const ParsedEntry* by;
    std::size_t line;
    Condition on;
};

class Lint {
public:
    Lint(const Catalog* below, const std::set<PackageRef>* index) : below_(below), index_(index) {
        if (index_ == nullptr) return;
        for (const auto& ref : *index_)
            indexed_.insert(ref.installer);
    }

    void add(const EntryFile& file) {
        entries_.push_back(parse_entry(file.path, file.text));
        const auto& found = entries_.back().findings;
        findings_.insert(findings_.end(), found.begin(), found.end());
    }

    std::vector<Finding> finish() {
        for (const auto& parsed : entries_)
            check_id(parsed);
        for (const auto& parsed : entries_) {
            check_claims(parsed);
            check_like(parsed);
        }
        std::stable_sort(
            findings_.begin(), findings_.end(), [](const Finding& left, const Finding& right) {
                return std::tie(left.file, left.line) < std::tie(right.file, right.line);
            });
        return std::move(findings_);
    }

private:
    void error(const ParsedEntry& parsed, std::size_t line, std::string reason) {
        findings_.push_back({parsed.entry.file, line, Severity::Error, std::move(reason)});
    }

    void check_id(const ParsedEntry& parsed) {
        const auto& id = parsed.entry.id;
        if (id.empty()) return;
        const auto [first, fresh] = ids_.emplace(id, parsed.entry.file);
        if (!fresh)
            error(parsed, parsed.lines.id,
                  "the id \"" + id.text + "\" is taken by " + first->second);
    }

    void check_claims(const ParsedEntry& parsed) {
        for (const auto& [installer, packages] : parsed.entry.packages) {
            const auto& lines = parsed.lines.packages.at(installer);
            for (std::size_t i = 0; i < packages.size(); ++i) {
                if (packages[i].id.empty()) continue;
                check_claim(parsed, installer, packages[i], lines[i]);
                check_offered(parsed, installer, packages[i], lines[i]);
            }
        }
    }

    void check_claim(const ParsedEntry& parsed, const InstallerId& installer,
                     const EntryPackage& package, std::size_t line) {
        const auto condition = parse_condition(package.on).value_or(Condition{});
        auto& claims = claims_[{installer, comparable_id(installer, package.id.text)}];
        for (const auto& claim : claims) {
            if (claim.by != &parsed && may_overlap(claim.on, condition))
                error(parsed, line,
                      installer.text + " " + package.id.text + " is claimed by " +
                          claim.by->entry.file + ":" + std::to_string(claim.line) + " too");
        }
        claims.push_back({&parsed, line, condition});
    }

    void check_offered(const ParsedEntry& parsed, const InstallerId& installer,
                       const EntryPackage& package, std::size_t line) {
        if (indexed_.count(installer) == 0 || !package.note.empty() || !package.needs.empty())
            return;
        if (index_->count({installer, {comparable_id(installer, package.id.text)}}) == 0)
            error(parsed, line,
                  installer.text + " " + package.id.text +
                      " is in no index table; correct it, or say why it is right in \"note\"");
    }

    void check_like(const ParsedEntry& parsed) {
        for (std::size_t i = 0; i < parsed.entry.like.size(); ++i) {
            const auto& id = parsed.entry.like[i];
            const bool known = ids_.count(id) != 0 || (below_ != nullptr && below_->find(id));
            if (!known)
                error(parsed, parsed.lines.like[i],
                      "\"like\" names \"" + id.text + "\", which no entry has");
        }
    }

    const Catalog* below_;
    const std::set<PackageRef>* index_;
    std::set<InstallerId> indexed_; // that have a table
    std::vector<Finding> findings_;
    std::vector<ParsedEntry> entries_;
    std::map<SoftwareId, std::string> ids_;
    std::map<std::pair<InstallerId, std::string>, std::vector<Claim>> claims_;
};

} // namespace

std::vector<Finding> lint(const std::vector<EntryFile>& files, const Catalog* below,
                          const std::set<PackageRef>* index) {
    Lint checks(below, index);
    for (const auto& file : files)
        checks.add(file);
    return checks.finish();
}

} // namespace ferry::identity
