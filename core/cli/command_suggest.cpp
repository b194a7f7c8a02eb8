// ferry catalog suggest: entries that evidence alone speaks for.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/identity/compile.hpp"
#include "core/identity/suggest/suggest.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace ferry::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class Suggest final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("--index", index_, "the folder with the index tables; catalog/INDEX.md")
            .type_name("FOLDER")
            .required();
        options.add_option("--out", out_, "a catalog; its proposed/ is written anew")
            .type_name("FOLDER")
            .required();
    }

    Result<ExitStatus> run(Context& context) override {
        auto index = identity::read_index(from_utf8(index_));
        if (!index.clean())
            return Error{index.problems.front().code,
                         index.problems.front().subject + ": " + index.problems.front().what};
        Report<std::vector<identity::EntryFile>> files;
        std::error_code ignored;
        if (fs::is_directory(from_utf8(out_) / "software", ignored))
            files = identity::read_entries(from_utf8(out_));
        for (auto& file : files.value) {
            if (file.path.starts_with("proposed/")) before_[file.path] = std::move(file.text);
        }
        std::erase_if(files.value, [](const auto& f) { return f.path.starts_with("proposed/"); });
        const auto curated = identity::usable_entries(files.value);
        if (!curated.clean())
            return Error{Code::BadData, curated.problems.front().subject + ": " +
                                            curated.problems.front().what +
                                            "; mend it first, ferry catalog lint tells all"};
        const auto suggestions = identity::suggest(index.value, curated.value);
        const auto written = write(context, suggestions.entries);
        if (!written) return written.error();
        tell(context, suggestions);
        return ExitStatus::Done;
    }

private:
    /// Only what differs is written, so that the next pull request shows what is new.
    Result<void> write(Context& context, const std::vector<identity::Entry>& entries) {
        for (const auto& entry : entries) {
            const auto text = identity::entry_text(entry);
            const auto old = before_.extract(entry.file);
            if (!old.empty() && old.mapped() == text) continue;
            ++(old.empty() ? fresh_ : changed_);
            if (context.options.dry_run) continue;
            const auto file = from_utf8(out_) / from_utf8(entry.file);
            const auto folder = context.files().create_folders(file.parent_path());
            if (!folder) return folder.error();
            const auto done = context.files().replace(file, text);
            if (!done) return done.error();
        }
        for (const auto& [path, text] : before_) {
            if (context.options.dry_run) continue;
            const auto done = context.files().remove(from_utf8(out_) / from_utf8(path));
            if (!done) return done.error();
        }
        return {};
    }

    void tell(Context& context, const identity::Suggestions& suggestions) const {
        auto additions = json::array();
        for (const auto& one : suggestions.additions) {
            if (!context.options.json)
                context.terminal().out(one.software.text + " could have " + one.package.text() +
                                       ": " + one.evidence + "\n");
            additions.push_back({{"software", one.software.text},
                                 {"package", one.package.text()},
                                 {"evidence", one.evidence}});
        }
        if (context.options.json)
            print_json(context, {{"schema", 1},
                                 {"proposed", suggestions.entries.size()},
                                 {"new", fresh_},
                                 {"changed", changed_},
                                 {"withdrawn", before_.size()},
                                 {"additions", additions}});
        context.say(std::to_string(suggestions.entries.size()) + " proposed entries: " +
                    std::to_string(fresh_) + " new, " + std::to_string(changed_) + " changed, " +
                    std::to_string(before_.size()) + " withdrawn; " +
                    std::to_string(suggestions.additions.size()) + " additions to curated ones");
    }

    std::string index_, out_;
    std::map<std::string, std::string>
        before_; // proposed entries; in the end, those without evidence
    std::size_t fresh_ = 0;
    std::size_t changed_ = 0;
};

} // namespace

CommandRow catalog_suggest_command() {
    return {"catalog suggest", "propose entries from what installers offer, by evidence only",
            "  ferry catalog suggest --index tables --out catalog\n"
            "  ferry catalog suggest --index tables --out catalog --dry-run",
            make_command<Suggest>};
}

} // namespace ferry::cli
