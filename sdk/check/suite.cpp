// Every rule in its turn; what one rule's process says may be about another rule.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/suite.hpp"

#include "core/platform/files.hpp"
#include "sdk/check/child.hpp"
#include "sdk/check/trial.hpp"

#include <algorithm>
#include <random>
#include <utility>

namespace ferry::check {
namespace {

/// Gone with its content in the end.
class Scratch {
public:
    static Result<std::unique_ptr<Scratch>> make() {
        std::error_code problem;
        std::random_device random;
        for (int attempt = 0; attempt < 8; ++attempt) {
            const auto folder = std::filesystem::temp_directory_path(problem) /
                                ("ferry-plugin-check-" + std::to_string(random()));
            if (!problem && std::filesystem::create_directory(folder, problem))
                return std::unique_ptr<Scratch>(new Scratch(folder));
        }
        return Error{Code::Io, "no scratch folder can be made: " + problem.message()};
    }
    ~Scratch() { clear(path); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    /// The names in it, which are removed.
    std::vector<std::string> swept() {
        std::vector<std::string> names;
        if (const auto entries = RealFiles().list(path)) {
            for (const auto& entry : *entries) {
                names.push_back(entry.name);
                clear(path / from_utf8(entry.name));
            }
        }
        return names;
    }

    const std::filesystem::path path;

private:
    explicit Scratch(std::filesystem::path folder) : path(std::move(folder)) {}
    static void clear(const std::filesystem::path& what) {
        std::error_code ignored;
        std::filesystem::remove_all(what, ignored);
    }
};

class Suite {
public:
    Suite(const Subject& subject, std::string name) : subject_(subject) {
        report_.plugin = std::move(name);
        report_.file = to_utf8(subject.library);
        for (const auto& rule : rules())
            report_.rules.push_back({rule.id, rule.title, Verdict::Passed, {}, {}});
        for (const auto& finding : subject.findings)
            add(finding);
        at("exports").notes = subject.notes;
    }

    void run(ProcessRunner& processes, const std::string& program, std::chrono::seconds limit,
             Scratch& scratch) {
        for (const auto& rule : rules()) {
            if (rule.run == nullptr) continue;
            if (const auto reason = why_not(rule); !reason.empty()) {
                skip(rule.id, reason);
                continue;
            }
            const auto told = run_rule(processes, program, subject_, rule.id, limit, scratch.path);
            for (const auto& finding : told.findings)
                add(finding);
            auto& notes = at(rule.id).notes;
            notes.insert(notes.end(), told.notes.begin(), told.notes.end());
            for (const auto& name : scratch.swept())
                add({"no-write", "wrote \"" + name + "\" by itself, past the host, in " + rule.id});
        }
    }

    SuiteReport finish() {
        for (auto& rule : report_.rules) {
            if (!rule.findings.empty()) rule.verdict = Verdict::Failed;
        }
        return std::move(report_);
    }

private:
    RuleReport& at(const std::string& id) {
        return *std::find_if(report_.rules.begin(), report_.rules.end(),
                             [&](const auto& rule) { return rule.rule == id; });
    }
    void add(const Finding& finding) {
        constexpr std::size_t kShown = 8;
        auto& rule = at(finding.rule);
        const bool known = std::find(rule.findings.begin(), rule.findings.end(), finding.what) !=
                           rule.findings.end();
        if (!known && rule.findings.size() < kShown) rule.findings.push_back(finding.what);
    }
    void skip(const std::string& id, const std::string& reason) {
        at(id).verdict = Verdict::Skipped;
        at(id).notes.push_back(reason);
    }
    std::string why_not(const Rule& rule) {
        const auto failed = [&](const char* id) {
            return rule.id != std::string(id) && !at(id).findings.empty();
        };
        if (subject_.id.empty()) return "plugin.json is not readable";
        if (failed("abi") && rule.id != std::string("survives")) return "the table does not fit";
        if (rule.needs_samples && !subject_.has_samples) return "there is no sample";
        if (failed("survives")) return "the plugin does not survive its own samples";
        return {};
    }

    const Subject& subject_;
    SuiteReport report_;
};

} // namespace

Result<SuiteReport> run_suite(ProcessRunner& processes, const std::string& program,
                              const Subject& subject, std::chrono::seconds limit) {
    const auto scratch = Scratch::make();
    if (!scratch) return scratch.error();
    Suite suite(subject, subject.id.empty() ? "(unknown)" : subject.id);
    suite.run(processes, program, limit, **scratch);
    return suite.finish();
}

} // namespace ferry::check
