// Line by line; what a line means is only looked at as far as merging needs it.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/merge/ini_document.hpp"

#include "core/base/text.hpp"

#include <algorithm>

namespace ferry::settings {
namespace {

bool is_comment(std::string_view content) {
    return content.starts_with('#') || content.starts_with(';');
}

/// Without its end.
std::string_view bare(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    while (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

bool goes_on(std::string_view line) {
    const auto last = line.find_last_not_of('\\');
    const auto kept = last == std::string_view::npos ? 0 : last + 1;
    return (line.size() - kept) % 2 == 1;
}

/// Past the bracket that closes a header; those in double quotes close nothing. 0 if none does.
std::size_t after_bracket(std::string_view content) {
    bool quoted = false;
    for (std::size_t at = 1; at < content.size(); ++at) {
        if (quoted && content[at] == '\\')
            ++at;
        else if (content[at] == '"')
            quoted = !quoted;
        else if (!quoted && content[at] == ']')
            return at + 1;
    }
    return 0;
}

class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) { document_.blocks.emplace_back(); }

    Result<IniDocument> read() {
        while (at_ < text_.size()) {
            begin_ = at_;
            auto line = bare(next_line());
            const auto content = trimmed(line);
            if (content.empty()) continue;
            if (is_comment(content)) {
                document_.blocks.back().has_comments = true;
                continue;
            }
            const auto done = content.starts_with('[') ? add_block(content) : add_entry(line);
            if (!done) return done.error();
        }
        document_.blocks.back().end = text_.size();
        return std::move(document_);
    }

private:
    Error refuse(std::string_view why) const {
        return {Code::BadData,
                "line " + std::to_string(line_number(text_, begin_)) + ": " + std::string(why)};
    }

    std::string_view next_line() {
        const auto end = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
        const auto line = text_.substr(at_, end - at_);
        at_ = end;
        return line;
    }

    Result<void> add_block(std::string_view content) {
        const auto end = after_bracket(content);
        if (end == 0) return refuse("the section's name has no ]");
        const auto rest = trimmed(content.substr(end));
        if (!rest.empty() && !is_comment(rest)) return refuse("text behind the section's name");
        document_.blocks.back().end = begin_;
        IniBlock block;
        block.section = content.substr(0, end);
        block.header = {begin_, at_};
        block.first = document_.entries.size();
        document_.sections.insert(block.section);
        document_.blocks.push_back(std::move(block));
        return {};
    }

    Result<void> add_entry(std::string_view line) {
        std::string whole(line);
        while (goes_on(line)) {
            if (at_ == text_.size()) return refuse("a backslash ends the file, the value goes on");
            line = bare(next_line());
            whole += '\n';
            whole += line;
        }
        const auto equals = whole.find('=');
        IniEntry entry;
        entry.section = document_.blocks.back().section;
        entry.key = trimmed(std::string_view(whole).substr(0, equals));
        if (entry.key.empty()) return refuse("a value without a key");
        if (equals != std::string::npos)
            entry.value = trimmed(std::string_view(whole).substr(equals + 1));
        entry.span = {begin_, at_};
        document_.positions[{entry.section, entry.key}].push_back(document_.entries.size());
        document_.entries.push_back(std::move(entry));
        ++document_.blocks.back().count;
        return {};
    }

    std::string_view text_;
    std::size_t begin_ = 0; // of the line, or of the first of several
    std::size_t at_ = 0;
    IniDocument document_;
};

} // namespace

Result<IniDocument> read_ini(std::string_view text) {
    return Reader(text).read();
}

} // namespace ferry::settings
