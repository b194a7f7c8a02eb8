// Line by line: an entry made of literals is taken, everything else is named and left out.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/brewfile_reader.hpp"

#include "core/base/text.hpp"
#include "core/formats/brewfile_blocks.hpp"
#include "core/formats/brewfile_entries.hpp"
#include "core/formats/manifest_builder.hpp"

#include <string>
#include <vector>

namespace ferry::formats {
namespace {

constexpr std::size_t kLongestEntry = 200; // lines

class BrewfileReader {
public:
    BrewfileReader(std::string_view text, const std::string& target_os)
        : lines_(lines(text)), target_os_(target_os), ends_open_(!text.ends_with('\n')),
          blocks_(target_os) {}

    Report<Manifest> read() {
        while (!stopped_ && next_ < lines_.size()) {
            if (lines_[next_] == "__END__") break;
            if (lines_[next_].starts_with("=begin"))
                skip_past("=end");
            else
                read_statement();
        }
        close_code_block(lines_.size());
        if (blocks_.depth() > 0)
            builder_.note(blocks_.opened_at(), "the block that begins here has no end");
        return builder_.finish();
    }

private:
    void skip_past(std::string_view end) {
        for (++next_; next_ < lines_.size(); ++next_) {
            if (trimmed(lines_[next_]).starts_with(end)) break;
        }
        ++next_;
    }

    void read_statement() {
        const auto first = next_++;
        std::string text(lines_[first]);
        auto words = brew_words(text);
        while (words.continues && next_ < lines_.size() && next_ - first < kLongestEntry) {
            text += "\n" + std::string(lines_[next_++]);
            words = brew_words(text);
        }
        take(words, first + 1);
        // A cut can take a condition away and leave an entry that reads well.
        if (ends_open_ && next_ == lines_.size() && !words.tokens.empty())
            builder_.note(first + 1, "the last line has no end; the file may be cut off");
        if (!words.here_document.empty()) {
            --next_;
            skip_past(words.here_document);
        }
        if (words.open_string) {
            stopped_ = true;
            builder_.note(first + 1, "a string does not end here; nothing after it is read",
                          "write each entry on a line of its own");
        }
    }

    void take(const BrewWords& words, std::size_t line) {
        if (words.tokens.empty() && !words.code) return; // blank, or a comment
        const bool was_in_code = blocks_.in_code();
        const auto place = blocks_.take(words, line);
        if (!was_in_code && blocks_.in_code()) code_from_ = line;
        if (was_in_code && !blocks_.in_code()) close_code_block(line);
        if (was_in_code || blocks_.in_code() || place == BrewBlocks::Line::Frame) return;
        const auto statement = place == BrewBlocks::Line::Entry && !words.code
                                   ? brew_statement(words.tokens)
                                   : std::nullopt;
        if (!statement || !take_statement(*statement, line))
            builder_.note(line, shown(lines_[line - 1]) + " is not understood and never run");
    }

    bool take_statement(const BrewStatement& statement, std::size_t line) {
        const bool elsewhere =
            blocks_.left_out() || (statement.condition && !statement.condition->holds(target_os_));
        if (!elsewhere) return take_brew_statement(statement, line, builder_);
        builder_.note(line, shown(lines_[line - 1]) + " is for another system");
        return true;
    }

    /// One note for a whole block, however long.
    void close_code_block(std::size_t line) {
        if (code_from_ == 0) return;
        builder_.note(code_from_, shown(lines_[code_from_ - 1]) +
                                      " is code and never run; what stands up to line " +
                                      std::to_string(line) + " is left out");
        code_from_ = 0;
    }

    std::vector<std::string_view> lines_;
    std::string target_os_;
    std::size_t next_ = 0;      // line to be read
    std::size_t code_from_ = 0; // line where a block of code began; 0: in none
    bool stopped_ = false;
    bool ends_open_; // the last line has no line end
    BrewBlocks blocks_;
    ManifestBuilder builder_{"brewfile"};
};

} // namespace

Result<Report<Manifest>> read_brewfile(std::string_view content, const ReadOptions& options) {
    const auto text = checked_text(content);
    if (!text) return text.error();
    return BrewfileReader(*text, options.target_os).read();
}

} // namespace ferry::formats
