// Decoding rows. Nothing from a plugin is believed before it was looked at.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/frames.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <utility>

namespace ferry::host {
namespace {

constexpr std::size_t kLongestId = 1024;
constexpr std::size_t kLongestText = 16 * 1024;

Error refused(const std::string& what) {
    return Error{Code::BadData, what};
}

/// Fast for what nearly every field is: short printable ASCII.
bool plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

bool clean(std::string_view text) {
    if (plain(text)) return text.size() <= kLongestText;
    return text.size() <= kLongestText && valid_utf8(text) && printable(text) == text;
}

/// Messages and log lines may be long and hold anything; they are cut and made printable.
std::string words(std::string_view text) {
    auto result = printable(text.substr(0, kLongestText));
    return valid_utf8(result) ? result : std::string("(no valid text)");
}

bool good_id(std::string_view id) {
    return !id.empty() && id.size() <= kLongestId && clean(id);
}

template <typename Enum>
Enum bounded(std::uint8_t value, Enum last, Enum otherwise) {
    return value <= static_cast<std::uint8_t>(last) ? static_cast<Enum>(value) : otherwise;
}

/// The fields in the order in which the worker writes them.
Result<Package> decode_package(Decoder& from) {
    Package package;
    for (auto* field : {&package.id.text, &package.version, &package.name, &package.arch,
                        &package.origin, &package.publisher, &package.kind}) {
        const auto text = from.text();
        if (!clean(text))
            return refused("package " + words(package.id.text.substr(0, 60)) +
                           " with a field that is no clean text");
        *field = text;
    }
    package.scope = bounded(from.u8(), Scope::User, Scope::Unknown);
    package.reason = bounded(from.u8(), Reason::Dependency, Reason::Unknown);
    const auto flags = from.u8();
    package.held = (flags & 1) != 0;
    package.broken = (flags & 2) != 0;
    package.base = (flags & 4) != 0;
    if (!from.ok()) return refused("a malformed package row");
    if (package.id.empty()) return refused("a package without an id");
    if (package.id.text.size() > kLongestId)
        return refused("a package with an id of " + std::to_string(package.id.text.size()) +
                       " bytes");
    return package;
}

Result<std::size_t> deliver_packages(Decoder from, const Sinks& sinks) {
    if (!sinks.on_package) return refused("packages where none were asked for");
    std::size_t rows = 0;
    for (; !from.at_end(); ++rows) {
        auto package = decode_package(from);
        if (!package) return package.error();
        sinks.on_package(std::move(*package));
    }
    return rows;
}

Result<std::size_t> deliver_trace(Decoder from, const Sinks& sinks) {
    if (!sinks.on_trace) return refused("a trace where none was asked for");
    Trace trace;
    for (auto* field : {&trace.source, &trace.key, &trace.name, &trace.version, &trace.publisher}) {
        const auto text = from.text();
        if (!clean(text)) return refused("a trace with a field that is no clean text");
        *field = text;
    }
    if (!from.ok() || trace.source.empty() || trace.key.empty())
        return refused("a malformed trace");
    sinks.on_trace(std::move(trace));
    return std::size_t{1};
}

Result<std::size_t> deliver_offer(Decoder from, const Sinks& sinks) {
    if (!sinks.on_offer) return refused("an offer where none was asked for");
    Offer offer;
    offer.id.text = from.text();
    offer.version = from.text();
    offer.origin = from.text();
    offer.download_bytes = from.u64();
    offer.installed_bytes = from.u64();
    if (!from.ok() || !good_id(offer.id.text) || !clean(offer.version) || !clean(offer.origin))
        return refused("a malformed offer");
    sinks.on_offer(std::move(offer));
    return std::size_t{1};
}

Result<std::size_t> deliver_progress(Decoder from, const Sinks& sinks) {
    Progress progress;
    progress.id.text = from.text();
    progress.step = bounded(from.u8(), Step::Configuring, Step::Other);
    progress.permille = std::min<std::uint32_t>(from.u32(), 1000);
    progress.done_bytes = from.u64();
    progress.total_bytes = from.u64();
    progress.text = words(from.text());
    if (!from.ok() || !clean(progress.id.text)) return refused("a malformed progress");
    if (sinks.on_progress) sinks.on_progress(progress);
    return std::size_t{1};
}

Result<std::size_t> deliver_outcome(Decoder from, const Sinks& sinks) {
    if (!sinks.on_outcome) return refused("an outcome where none was asked for");
    Outcome outcome;
    outcome.id.text = from.text();
    outcome.result = bounded(from.u8(), ResultClass::Failed, ResultClass::Failed);
    outcome.version = words(from.text());
    outcome.message = words(from.text());
    if (!from.ok()) return refused("a malformed outcome");
    sinks.on_outcome(outcome);
    return std::size_t{1};
}

Result<std::size_t> deliver_present(Decoder from, const Sinks& sinks) {
    const auto version = words(from.text());
    const auto note = words(from.text());
    if (!from.ok()) return refused("a malformed present");
    if (sinks.on_present) sinks.on_present(version, note);
    return std::size_t{1};
}

} // namespace

Result<std::size_t> deliver(FrameType type, std::string_view payload, const Sinks& sinks) {
    const Decoder from(payload);
    switch (type) {
    case FrameType::Packages:
        return deliver_packages(from, sinks);
    case FrameType::Trace:
        return deliver_trace(from, sinks);
    case FrameType::Offer:
        return deliver_offer(from, sinks);
    case FrameType::Progress:
        return deliver_progress(from, sinks);
    case FrameType::Outcome:
        return deliver_outcome(from, sinks);
    case FrameType::Present:
        return deliver_present(from, sinks);
    case FrameType::Log: {
        const auto message = decode_code(payload);
        if (!message) return message.error();
        if (sinks.on_log) sinks.on_log(words(message->text));
        return std::size_t{1};
    }
    default:
        return refused("a frame of type " + std::to_string(static_cast<int>(type)));
    }
}

} // namespace ferry::host
