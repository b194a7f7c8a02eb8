// One order of fields, written and read in this file only.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/record.hpp"

#include "core/identity/bytes.hpp"
#include "core/identity/grammar.hpp"

namespace ferry::identity {
namespace {

void append_texts(std::string& bytes, const std::vector<std::string>& texts) {
    append_count(bytes, texts.size());
    for (const auto& text : texts)
        append_text(bytes, text);
}

std::vector<std::string> read_texts(ByteReader& reader) {
    std::vector<std::string> texts;
    for (auto left = reader.count(); left > 0 && !reader.failed(); --left)
        texts.emplace_back(reader.text());
    return texts;
}

RecordHead read_head(ByteReader& reader) {
    RecordHead head;
    head.proposed = reader.text() == "proposed";
    head.id = reader.text();
    head.name = reader.text();
    head.file = reader.text();
    return head;
}

EntryPackage read_package(ByteReader& reader) {
    EntryPackage package;
    package.id.text = reader.text();
    package.on = reader.text();
    package.install = read_texts(reader);
    package.needs = read_texts(reader);
    return package;
}

void append_packages(std::string& bytes, const Entry& entry) {
    append_count(bytes, entry.packages.size());
    for (const auto& [installer, packages] : entry.packages) {
        append_text(bytes, installer.text);
        append_count(bytes, packages.size());
        for (const auto& package : packages) {
            append_text(bytes, package.id.text);
            append_text(bytes, package.on);
            append_texts(bytes, package.install);
            append_texts(bytes, package.needs);
        }
    }
}

void read_packages(ByteReader& reader, Entry& entry) {
    for (auto left = reader.count(); left > 0 && !reader.failed(); --left) {
        auto& packages = entry.packages[{std::string(reader.text())}];
        for (auto more = reader.count(); more > 0 && !reader.failed(); --more)
            packages.push_back(read_package(reader));
    }
}

void append_traces(std::string& bytes, const Entry& entry) {
    append_count(bytes, entry.traces.size());
    for (const auto& [system, rules] : entry.traces) {
        append_text(bytes, system);
        append_count(bytes, rules.size());
        for (const auto& rule : rules)
            append_texts(bytes, {rule.name, rule.publisher, rule.bundle, rule.desktop});
    }
}

void read_traces(ByteReader& reader, Entry& entry) {
    for (auto left = reader.count(); left > 0 && !reader.failed(); --left) {
        auto& rules = entry.traces[std::string(reader.text())];
        for (auto more = reader.count(); more > 0 && !reader.failed(); --more) {
            auto texts = read_texts(reader);
            texts.resize(4);
            rules.push_back({texts[0], texts[1], texts[2], texts[3]});
        }
    }
}

void append_settings(std::string& bytes, const Entry& entry) {
    append_count(bytes, entry.settings.size());
    for (const auto& rule : entry.settings) {
        append_text(bytes, rule.name);
        append_text(bytes, rule.format);
        append_count(bytes, rule.paths.size());
        for (const auto& [system, path] : rule.paths) {
            append_text(bytes, system);
            append_text(bytes, path);
        }
        append_texts(bytes, rule.include);
        append_texts(bytes, rule.never);
        append_texts(bytes, rule.unconfirmed);
    }
}

void read_settings(ByteReader& reader, Entry& entry) {
    for (auto left = reader.count(); left > 0 && !reader.failed(); --left) {
        SettingsRule rule;
        rule.name = reader.text();
        rule.format = reader.text();
        for (auto more = reader.count(); more > 0 && !reader.failed(); --more) {
            const auto system = reader.text();
            rule.paths[std::string(system)] = reader.text();
        }
        rule.include = read_texts(reader);
        rule.never = read_texts(reader);
        rule.unconfirmed = read_texts(reader);
        entry.settings.push_back(std::move(rule));
    }
}

} // namespace

std::string to_record(const Entry& entry) {
    std::string bytes;
    append_text(bytes, entry.proposed ? "proposed" : "");
    append_text(bytes, entry.id.text);
    append_text(bytes, entry.name);
    append_text(bytes, entry.file);
    append_packages(bytes, entry);
    append_traces(bytes, entry);
    append_text(bytes, entry.homepage);
    append_text(bytes, entry.category);
    append_settings(bytes, entry);
    append_count(bytes, entry.like.size());
    for (const auto& id : entry.like)
        append_text(bytes, id.text);
    append_texts(bytes, entry.evidence);
    return bytes;
}

std::optional<Entry> entry_of(std::string_view record) {
    ByteReader reader(record);
    Entry entry;
    const auto head = read_head(reader);
    entry.proposed = head.proposed;
    entry.id.text = head.id;
    entry.name = head.name;
    entry.file = head.file;
    read_packages(reader, entry);
    read_traces(reader, entry);
    entry.homepage = reader.text();
    entry.category = reader.text();
    read_settings(reader, entry);
    for (auto left = reader.count(); left > 0 && !reader.failed(); --left)
        entry.like.push_back({std::string(reader.text())});
    entry.evidence = read_texts(reader);
    if (reader.failed() || !reader.at_end()) return std::nullopt;
    return entry;
}

std::optional<RecordHead> head_of(std::string_view record) {
    ByteReader reader(record);
    const auto head = read_head(reader);
    if (reader.failed()) return std::nullopt;
    return head;
}

std::optional<std::string_view> package_in(std::string_view record, const InstallerId& installer,
                                           std::string_view comparable) {
    ByteReader reader(record);
    read_head(reader);
    for (auto left = reader.count(); left > 0 && !reader.failed(); --left) {
        const bool ours = reader.text() == installer.text;
        for (auto more = reader.count(); more > 0 && !reader.failed(); --more) {
            const auto id = reader.text();
            reader.text();
            for (const int list : {0, 1}) {
                static_cast<void>(list);
                for (auto texts = reader.count(); texts > 0; --texts)
                    reader.text();
            }
            if (ours && comparable_id(installer, id) == comparable && !reader.failed()) return id;
        }
    }
    return std::nullopt;
}

} // namespace ferry::identity
