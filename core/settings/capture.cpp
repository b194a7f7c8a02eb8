// From candidates to contents: the limit, the reading, the secret scan.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/capture.hpp"

#include "core/settings/candidates.hpp"
#include "core/settings/secret_scan.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ferry::settings {
namespace {

Error too_much(const std::vector<Candidate>& candidates, std::uint64_t limit) {
    const auto biggest = std::max_element(
        candidates.begin(), candidates.end(),
        [](const auto& left, const auto& right) { return left.bytes < right.bytes; });
    return {Code::BadData, "settings of more than " + std::to_string(limit) +
                               " bytes; the biggest file is " + to_utf8(biggest->file) + " with " +
                               std::to_string(biggest->bytes)};
}

/// By subtraction, so that a machine that lies about sizes cannot make the sum overflow.
bool is_too_much(const std::vector<Candidate>& candidates, std::uint64_t limit) {
    for (const auto& candidate : candidates) {
        if (candidate.bytes > limit) return true;
        limit -= candidate.bytes;
    }
    return false;
}

void take(const Candidate& candidate, std::string content, const CaptureOptions& options,
          Capture& capture) {
    std::vector<SecretFinding> secrets;
    if (!options.with_secrets) secrets = scan_for_secrets(candidate.path, content);
    for (const auto& secret : secrets)
        capture.flagged.push_back({candidate.rule, candidate.path, secret.line, secret.what});
    if (secrets.empty())
        capture.files.push_back({candidate.rule, candidate.path, std::move(content)});
}

template <typename T>
void sort_by_rule_and_path(std::vector<T>& list) {
    std::stable_sort(list.begin(), list.end(), [](const T& left, const T& right) {
        return std::tie(left.rule, left.path) < std::tie(right.rule, right.path);
    });
}

} // namespace

Result<Capture> capture(const std::vector<identity::SettingsRule>& rules, const Places& places,
                        const ReadOnlyFiles& files, const CaptureOptions& options) {
    auto candidates = find_candidates(rules, places, files, options);
    if (!candidates) return candidates.error();
    if (is_too_much(candidates->files, options.max_bytes))
        return too_much(candidates->files, options.max_bytes);

    Capture capture = std::move(candidates->left_out);
    auto left = options.max_bytes;
    for (auto& candidate : candidates->files) {
        auto content = files.read(candidate.file, left);
        if (!content && content.error().code == Code::NotFound) continue; // gone meanwhile
        if (!content && content.error().code == Code::BadData) {          // grown meanwhile
            candidate.bytes = left + 1;
            return too_much(candidates->files, options.max_bytes);
        }
        if (!content) return content.error();
        left -= content->size();
        take(candidate, *std::move(content), options, capture);
    }
    sort_by_rule_and_path(capture.files);
    sort_by_rule_and_path(capture.flagged);
    std::sort(capture.absent.begin(), capture.absent.end());
    std::sort(capture.links.begin(), capture.links.end());
    return capture;
}

} // namespace ferry::settings
