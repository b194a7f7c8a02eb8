// Id and version are taken; other attributes are named, but their values may be secrets.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/choco_reader.hpp"

#include "core/base/text.hpp"
#include "core/formats/flat_xml.hpp"
#include "core/formats/manifest_builder.hpp"

#include <string>
#include <vector>

namespace ferry::formats {
namespace {

class ChocoReader {
public:
    explicit ChocoReader(std::string_view text) : xml_(text) {}

    Result<Report<Manifest>> read() {
        const auto root = xml_.next();
        if (!root) return root.error();
        if (root->name != "packages")
            return bad(root->line, "<" + root->name + "> is no packages.config; it has <packages>");
        for (;;) {
            const auto event = xml_.next();
            if (!event) return event.error();
            if (event->kind == XmlEvent::Kind::End) return builder_.finish();
            if (event->kind == XmlEvent::Kind::Close) {
                --depth_;
                continue;
            }
            if (const auto taken = take(*event); !taken) return taken.error();
            ++depth_;
        }
    }

private:
    static Error bad(std::size_t line, const std::string& words) {
        return Error{Code::BadData, "line " + std::to_string(line) + ": " + words};
    }

    Result<void> take(const XmlEvent& element) {
        if (element.name != "package" || depth_ != 1) {
            builder_.note(element.line, "<" + element.name + "> is not understood");
            return {};
        }
        Entry entry{{{"choco"}, {}}, {}, {}, Scope::Unknown, element.line};
        std::vector<std::string> dropped;
        bool has_id = false;
        for (const auto& [name, value] : element.attributes) {
            if (name == "id") {
                has_id = true;
                entry.ref.id.text = value;
            } else if (name == "version") {
                entry.version = value;
            } else if (name == "disabled" && lower(value) == "true") {
                builder_.note(element.line, "the package is disabled in the file");
                return {};
            } else if (name != "disabled") {
                dropped.push_back(name);
            }
        }
        if (!has_id) return bad(element.line, "<package> without an id");
        const auto id = entry.ref.id.text;
        if (builder_.add(std::move(entry)) && !dropped.empty())
            builder_.note(element.line, shown(id) + ": not carried: " + join(dropped, ", "));
        return {};
    }

    FlatXml xml_;
    std::size_t depth_ = 1; // of what is open
    ManifestBuilder builder_{"choco"};
};

} // namespace

Result<Report<Manifest>> read_choco(std::string_view content, const ReadOptions&) {
    const auto text = checked_text(content);
    if (!text) return text.error();
    return ChocoReader(*text).read();
}

} // namespace ferry::formats
