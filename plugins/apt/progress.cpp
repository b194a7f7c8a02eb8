// Tells the host how far apt-get is, and remembers what it said went wrong.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/progress.hpp"

#include "plugins/kit/words.hpp"

#include <algorithm>
#include <array>

namespace ferry::apt {
namespace {

struct Phase {
    std::string_view begins; // the text of a pmstatus line
    ferry_step step;
    std::uint32_t permille; // of this one package
};

// In the order in which dpkg goes through them; "Preparing to configure" comes before "Preparing".
constexpr std::array kPhases = {
    Phase{"Preparing to configure", FERRY_STEP_CONFIGURING, 600},
    Phase{"Preparing for removal", FERRY_STEP_REMOVING, 100},
    Phase{"Preparing", FERRY_STEP_INSTALLING, 0},
    Phase{"Unpacking", FERRY_STEP_INSTALLING, 200},
    Phase{"Installing", FERRY_STEP_INSTALLING, 500},
    Phase{"Configuring", FERRY_STEP_CONFIGURING, 700},
    Phase{"Installed", FERRY_STEP_CONFIGURING, 1000},
    Phase{"Removing", FERRY_STEP_REMOVING, 500},
    Phase{"Removed", FERRY_STEP_REMOVING, 1000},
};

const Phase* phase_of(std::string_view text) {
    const auto found = std::find_if(kPhases.begin(), kPhases.end(), [&](const Phase& phase) {
        return text.starts_with(phase.begins);
    });
    return found == kPhases.end() ? nullptr : &*found;
}

} // namespace

ProgressTeller::ProgressTeller(const sdk::Host& host, std::vector<Watched> watched, bool fetches)
    : host_(host), watched_(std::move(watched)), fetches_(fetches) {}

void ProgressTeller::hear(sdk::Stream stream, std::string_view line) {
    if (stream == sdk::Stream::Status) {
        if (const auto status = parse_status_line(line)) hear_status(*status);
        return;
    }
    auto holder = parse_lock_wait(line);
    if (!holder) return;
    const auto text = "waiting: " + holder->sentence();
    host_.progress({{}, FERRY_STEP_WAITING, permille_, sdk::kUnknownSize, sdk::kUnknownSize, text});
    holder_ = std::move(holder);
}

void ProgressTeller::hear_status(const StatusLine& line) {
    switch (line.kind) {
    case StatusKind::Download:
        tell_whole(line, FERRY_STEP_DOWNLOADING);
        break;
    case StatusKind::Package: {
        const auto* phase = phase_of(line.text);
        tell_whole(line, phase == nullptr ? FERRY_STEP_OTHER : phase->step);
        if (phase != nullptr) tell_package(line, phase->step);
        break;
    }
    case StatusKind::Error:
        errors_[std::string(package_of(line.subject))] = kit::plain(line.text);
        break;
    case StatusKind::Medium:
        medium_wanted_ = true;
        break;
    case StatusKind::Conffile: // answered already by the conffile options
        break;
    }
}

void ProgressTeller::tell_whole(const StatusLine& line, ferry_step step) {
    auto now = line.permille;
    if (fetches_) now = line.kind == StatusKind::Download ? now / 2 : 500 + now / 2;
    permille_ = std::max(permille_, now);
    const auto text = kit::plain(line.text);
    host_.progress({{}, step, permille_, sdk::kUnknownSize, sdk::kUnknownSize, text});
}

/// The subject has no architecture, but the text ends with it: "Unpacking ex-ma (arm64)".
void ProgressTeller::tell_package(const StatusLine& line, ferry_step step) {
    for (const auto& [target, id] : watched_) {
        if (line.subject != target.name || !line.text.ends_with("(" + target.arch + ")")) continue;
        const auto text = kit::plain(line.text);
        host_.progress(
            {id, step, phase_of(line.text)->permille, sdk::kUnknownSize, sdk::kUnknownSize, text});
    }
}

} // namespace ferry::apt
