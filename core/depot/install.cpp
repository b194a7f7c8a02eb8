// Refuse, check, run or place, tell.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/install.hpp"

#include "core/base/text.hpp"
#include "core/depot/check.hpp"
#include "core/depot/place.hpp"
#include "core/depot/runner.hpp"
#include "core/depot/steps.hpp"

namespace ferry::depot {
namespace {

namespace fs = std::filesystem;

Tools tools_here(const Parts& parts) {
    const auto answers = [&](const char* program) {
        Command command;
        command.argv = {program, "--version"};
        const auto output = parts.processes.run(command);
        return output && output->exit_code == 0;
    };
    return Tools{answers("apt-get"), answers("dnf"), parts.root};
}

Result<void> check_before(const Offer& offer, const fs::path& file, const Parts& parts) {
    if (auto good = check_offer(offer); !good) return good.error();
    if (offer.os != parts.os)
        return Error{Code::NotSupported, printable(offer.file) + " is for " + printable(offer.os) +
                                             "; this device is " + parts.os};
    return check_place(file, parts.files);
}

Verdict place(const Offer& offer, const fs::path& file, const Parts& parts) {
    const auto bytes = checked_bytes(offer, file, parts.files);
    if (!bytes) return verdict_of(bytes.error());
    const auto where = offer.format == "archive" ? place_archive(offer, *bytes, parts)
                                                 : place_appimage(offer, *bytes, parts);
    if (!where) return verdict_of(where.error());
    return {ResultClass::Ok, *where};
}

Verdict carry_out(const Offer& offer, const fs::path& file, const Parts& parts,
                  const host::ActionEvents& events) {
    if (auto good = check_before(offer, file, parts); !good) return verdict_of(good.error());
    if (offer.format == "archive" || offer.format == "appimage") return place(offer, file, parts);
    StepRunner runner(parts, events);
    if (offer.format == "dmg") {
        const auto same = check_content(offer, file);
        return same ? install_dmg(file, parts, runner) : verdict_of(same.error());
    }
    const bool linux_package = offer.format == "deb" || offer.format == "rpm";
    const auto steps = steps_of(offer, file, linux_package ? tools_here(parts) : Tools{});
    if (!steps) return verdict_of(steps.error());
    if (const auto same = check_content(offer, file); !same) return verdict_of(same.error());
    return runner.run_all(*steps, offer.format);
}

} // namespace

Outcome install(const Offer& offer, const fs::path& file, const Parts& parts,
                const host::ActionEvents& events) {
    const NativeId id{offer.software};
    if (events.cancelled && events.cancelled())
        return {id, ResultClass::Cancelled, {}, "not begun"};
    if (events.on_progress)
        events.on_progress({id, ferry::Step::Installing, 0, kUnknownSize, kUnknownSize,
                            "installing " + printable(offer.file)});
    auto [result, message] = carry_out(offer, file, parts, events);
    return {id, result, succeeded(result) ? offer.version : std::string(), std::move(message)};
}

} // namespace ferry::depot
