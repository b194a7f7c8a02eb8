// ferry catalog new: an entry to begin with, from what this machine knows.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/identity/grammar.hpp"
#include "core/identity/suggest/comparable_name.hpp"
#include "core/identity/suggest/suggest.hpp"

#include <string>
#include <vector>

namespace ferry::cli {
namespace {

using identity::Entry;

class CatalogNew final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("ID", id_, "the software, as it will be called everywhere").required();
        options
            .add_option("--package", refs_,
                        "a package of it, as winget:Vendor.App; may be repeated")
            .type_name("INSTALLER:ID");
        options.add_option("--name", entry_.name, "its name for people");
        options.add_option("--homepage", entry_.homepage, "its own address");
        options.add_option("--category", entry_.category,
                           "one of those that CONTRIBUTING.md names");
        options.add_option("--out", out_, "the catalog that it goes to")
            .type_name("FOLDER")
            .default_str("catalog");
    }

    Result<ExitStatus> run(Context& context) override {
        if (!valid_software_id(id_))
            return context.wrong_use("\"" + printable(id_) +
                                         "\" is no software id: a-z, 0-9, '.', '+' and '-', a "
                                         "letter or digit first",
                                     "catalog new");
        entry_.id.text = id_;
        const auto file = from_utf8(out_) / from_utf8(identity::entry_path(entry_.id));
        if (context.files().exists(file))
            return Error{Code::Conflict, to_utf8(file) + " exists; nothing was written"};
        const auto catalog = context.catalog();
        if (!catalog) return catalog.error();
        if ((*catalog)->find(entry_.id))
            return Error{Code::Conflict, "\"" + id_ + "\" is in the catalog; ferry catalog show " +
                                             id_ + " shows it"};
        if (const auto named = take_named(); !named) return named.error();
        take_installed(context, **catalog);
        if (entry_.packages.empty())
            return Error{Code::NotFound, "nothing that is installed here is called \"" + id_ +
                                             "\"; name its packages, as --package apt:" + id_};
        return write(context, file);
    }

private:
    Result<void> take_named() {
        for (const auto& text : refs_) {
            const auto ref = parse_package_ref(text);
            if (!ref) return ref.error();
            const auto checked = identity::check_native_id(ref->installer, ref->id.text);
            if (!checked) return checked.error();
            entry_.packages[ref->installer].push_back({ref->id, "", {}, {}, ""});
        }
        return {};
    }

    /// What is called like the software and belongs to no entry yet.
    void take_installed(Context& context, const identity::Catalog& catalog) {
        const auto wanted = identity::comparable_name(id_).plain;
        const auto inventories = context.installers().inventory({});
        for (const auto& problem : inventories.problems)
            context.complain(problem);
        for (const auto& inventory : inventories.value) {
            if (entry_.packages.count(inventory.installer) != 0) continue;
            for (const auto& package : inventory.packages) {
                const PackageRef ref{inventory.installer, package.id};
                const auto own = package.id.text.substr(package.id.text.find(':') + 1);
                if (identity::comparable_name(own).plain != wanted || catalog.recognise(ref))
                    continue;
                entry_.packages[ref.installer].push_back({ref.id, "", {}, {}, ""});
                if (entry_.name.empty()) entry_.name = package.name;
                break;
            }
        }
    }

    Result<ExitStatus> write(Context& context, const std::filesystem::path& file) {
        if (entry_.name.empty()) entry_.name = id_;
        const auto text = identity::entry_text(entry_);
        if (context.options.dry_run) {
            context.terminal().out(text);
            return ExitStatus::Done;
        }
        const auto made = context.files().create_folders(file.parent_path());
        if (!made) return made.error();
        const auto written = context.files().replace(file, text);
        if (!written) return written.error();
        context.terminal().out(to_utf8(file) + "\n");
        context.say("next: look at it, then ferry catalog lint " + out_);
        return ExitStatus::Done;
    }

    std::string id_;
    std::string out_ = "catalog";
    std::vector<std::string> refs_;
    Entry entry_;
};

} // namespace

CommandRow catalog_new_command() {
    return {"catalog new", "write an entry from what this machine knows",
            "  ferry catalog new my-app --homepage https://my-app.example --category utility\n"
            "  ferry catalog new my-app --package winget:Vendor.MyApp --package apt:my-app",
            make_command<CatalogNew>};
}

} // namespace ferry::cli
