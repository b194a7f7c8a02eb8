// How it ended for one package: decided by what is installed now, never by an exit code.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/verdict.hpp"

namespace ferry::apt {
namespace {

constexpr std::string_view kRepair =
    "it is left half-installed; 'dpkg --configure -a' as root tries again";

bool complete(const Entry* entry) {
    return entry != nullptr && entry->state == State::Installed;
}

bool reached(Verb verb, const Entry* before, const Entry* after) {
    switch (verb) {
    case Verb::Install:
        return complete(after);
    case Verb::Remove:
        return after == nullptr;
    case Verb::Upgrade:
        return complete(after) && (!complete(before) || before->version != after->version);
    }
    return false;
}

std::string not_done(Verb verb) {
    switch (verb) {
    case Verb::Install:
        return "apt-get ended without installing it";
    case Verb::Remove:
        return "apt-get ended without removing it";
    case Verb::Upgrade:
        return "apt-get kept the version that is installed";
    }
    return {};
}

} // namespace

std::optional<Verdict> already(Verb verb, const Target& target, const Database& now) {
    const auto* entry = now.find(target);
    if (verb == Verb::Upgrade && entry == nullptr)
        return Verdict{FERRY_RESULT_NOT_FOUND, {}, "it is not installed here"};
    if (verb == Verb::Install && complete(entry) && !entry->automatic)
        return Verdict{FERRY_RESULT_ALREADY, std::string(entry->version), {}};
    return std::nullopt;
}

Verdict judge(Verb verb, const Target& target, const Database& before, const Database& after,
              const RunEnd& end) {
    const auto* was = before.find(target);
    const auto* is = after.find(target);
    Verdict verdict{FERRY_RESULT_OK, is == nullptr ? "" : std::string(is->version), {}};
    if (reached(verb, was, is)) return verdict;

    verdict.result = FERRY_RESULT_FAILED;
    verdict.message = not_done(verb);
    if (!end.package_error.empty()) {
        verdict.message = end.package_error;
    } else if (end.cancelled) {
        verdict.result = FERRY_RESULT_CANCELLED;
        verdict.message = "stopped before it was its turn";
    } else if (end.failure) {
        verdict.result = end.failure->result;
        verdict.message = end.failure->message;
    }
    if (is != nullptr && !complete(is)) verdict.message.append("; ").append(kRepair);
    return verdict;
}

} // namespace ferry::apt
