// A pull parser for small, flat XML files: elements and attributes, nothing else.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::formats {

struct XmlAttribute {
    std::string name;
    std::string value; // entities resolved
};

struct XmlEvent {
    enum class Kind { Open, Close, End };
    Kind kind = Kind::End;
    std::size_t line = 0;
    std::string name{}; // of Open and Close
    std::vector<XmlAttribute> attributes{};
};

/// Refuses document types, entities of its own, numeric references, CDATA, processing instructions
/// and text between elements: no manifest has them, and attacks on XML readers do. Checks that
/// elements close in order and that there is one root. The text outlives the reader.
class FlatXml {
public:
    explicit FlatXml(std::string_view text) : text_(text) {}

    /// Errors: BadData, "line 3: ...". An empty element gives Open and Close.
    Result<XmlEvent> next();

private:
    Error bad(const std::string& words) const;
    Result<void> skip_to_tag();
    Result<void> skip_declaration();
    Result<XmlEvent> read_open();
    Result<XmlEvent> read_close();
    Result<XmlAttribute> read_attribute();
    Result<std::string> read_value();
    std::string read_name();
    bool starts_with(std::string_view what) const { return text_.substr(at_).starts_with(what); }
    void advance(std::size_t bytes);
    void skip_space();
    XmlEvent close_innermost();

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::vector<std::string> open_;
    bool had_root_ = false;
    bool closing_ = false; // the element just opened was empty
};

} // namespace ferry::formats
