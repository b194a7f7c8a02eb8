// The scan by file name, by line, and of XML by tag.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/secret_scan.hpp"

#include "core/base/text.hpp"
#include "core/settings/secret_forms.hpp"

#include <algorithm>
#include <iterator>

namespace ferry::settings {
namespace {

constexpr std::string_view kSecretNames[] = {"id_rsa",        "id_dsa",      "id_ecdsa",
                                             "id_ed25519",    "id_ecdsa_sk", ".netrc",
                                             "id_ed25519_sk", "_netrc",      ".pgpass"};
constexpr std::string_view kSecretEnds[] = {".pem", ".kdbx", ".p12", ".pfx", ".ppk"};

/// UTF-16 of Latin text is that text with zero bytes between.
std::string without_zeros(std::string_view content) {
    std::string text;
    text.reserve(content.size() / 2);
    std::copy_if(content.begin(), content.end(), std::back_inserter(text),
                 [](char c) { return c != '\0'; });
    return text;
}

std::string_view secret_in(std::string_view line) {
    if (const auto found = token_in(line); !found.empty()) return found;
    if (const auto found = password_in_address(line); !found.empty()) return found;
    if (const auto found = named_secret_in(line); !found.empty()) return found;
    const auto tags = secrets_in_tags(line, 1);
    return tags.empty() ? std::string_view() : tags.front().what;
}

void scan_lines(std::string_view text, std::vector<SecretFinding>& findings) {
    for (std::size_t number = 1; !text.empty() && findings.size() < kMaxFindings; ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        if (const auto found = secret_in(text.substr(0, end)); !found.empty())
            findings.push_back({number, std::string(found)});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

bool is_document_of_tags(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const auto first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '<';
}

/// A tag may stand on several lines, and the tag before it may tell what it is.
void scan_tags(std::string_view text, std::vector<SecretFinding>& findings) {
    std::size_t line = 1;
    std::size_t counted = 0;
    for (const auto& tag : secrets_in_tags(text, kMaxFindings)) {
        const auto between = text.substr(counted, tag.at - counted);
        line += static_cast<std::size_t>(std::count(between.begin(), between.end(), '\n'));
        counted = tag.at;
        findings.push_back({line, std::string(tag.what)});
    }
}

/// One of each line; of the same line the one that was found first.
void put_in_order(std::vector<SecretFinding>& findings) {
    std::stable_sort(findings.begin(), findings.end(),
                     [](const auto& left, const auto& right) { return left.line < right.line; });
    const auto same_line = [](const auto& left, const auto& right) {
        return left.line == right.line;
    };
    findings.erase(std::unique(findings.begin(), findings.end(), same_line), findings.end());
    if (findings.size() > kMaxFindings) findings.resize(kMaxFindings);
}

void scan_text(std::string_view text, std::vector<SecretFinding>& findings) {
    scan_lines(text, findings);
    if (!is_document_of_tags(text)) return;
    scan_tags(text, findings);
    put_in_order(findings);
}

} // namespace

bool is_secret_by_name(std::string_view path) {
    const auto name = lower(path.substr(path.rfind('/') + 1));
    return std::find(std::begin(kSecretNames), std::end(kSecretNames), name) !=
               std::end(kSecretNames) ||
           std::any_of(std::begin(kSecretEnds), std::end(kSecretEnds),
                       [&](std::string_view end) { return name.ends_with(end); });
}

std::vector<SecretFinding> scan_for_secrets(std::string_view path, std::string_view content) {
    std::vector<SecretFinding> findings;
    if (is_secret_by_name(path)) findings.push_back({0, "a file of this name holds secrets"});
    const bool utf16 = content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF");
    if (utf16)
        scan_text(without_zeros(content).substr(2), findings);
    else
        scan_text(content, findings);
    return findings;
}

} // namespace ferry::settings
