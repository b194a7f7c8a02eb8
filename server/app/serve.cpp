// Builds the real objects: store, API, front.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/serve.hpp"

#include "core/base/clock.hpp"
#include "core/platform/files.hpp"
#include "core/platform/large_files.hpp"
#include "core/vault/hash.hpp"
#include "server/app/data_lock.hpp"
#include "server/app/housekeeper.hpp"
#include "server/app/log.hpp"
#include "server/app/maintenance.hpp"
#include "server/app/self_signed.hpp"
#include "server/blobs/file_blobs.hpp"
#include "server/http/front.hpp"
#include "server/store/sqlite/sqlite_store.hpp"

#include <cstdio>

namespace ferry::server {
namespace {

std::string host_of(const std::string& origin) {
    auto host = origin.substr(origin.find("://") + 3);
    return host.substr(0, host.rfind(':'));
}

Result<FrontOptions> front_options(const ServerOptions& options,
                                   const std::filesystem::path& folder, Log& log) {
    FrontOptions front;
    front.address = options.address;
    front.port = options.port;
    front.certificate = options.certificate;
    front.key = options.key;
    front.threads = options.threads;
    front.waiting = options.waiting;
    front.behind_proxy = options.behind_proxy;
    if (!options.self_signed) return front;
    std::vector<std::string> names;
    for (const auto& origin : options.origins)
        names.push_back(host_of(origin));
    const auto made = self_signed_certificate(folder, names);
    if (!made) return made.error();
    front.certificate = to_utf8(made->certificate);
    front.key = to_utf8(made->key);
    log.say("info", "certificate fingerprint (SHA-256) " + made->fingerprint);
    return front;
}

/// Says where it listens, to people on stdout and to programs in DATA/ferryd.port.
Result<void> announce(const ServerOptions& options, std::uint16_t port,
                      const std::filesystem::path& folder) {
    RealFiles files;
    const auto written = files.replace(folder / "ferryd.port", std::to_string(port) + "\n", false);
    if (!written) return written.error();
    const auto host = options.address.find(':') == std::string::npos ? options.address
                                                                     : "[" + options.address + "]";
    std::printf("ferryd listening on %s://%s:%u\n", options.tls() ? "https" : "http", host.c_str(),
                port);
    std::fflush(stdout);
    return {};
}

} // namespace

Result<void> serve(const ServerOptions& options, const std::function<void()>& wait) {
    const auto safe = check_exposure(options);
    if (!safe) return safe.error();
    const auto folder = data_folder(options);
    if (!folder) return folder.error();
    RealFiles files;
    const auto made = files.create_folders(*folder, true);
    if (!made) return made.error();
    const auto lock = DataLock::take(*folder);
    if (!lock) return lock.error();
    const SystemClock clock;
    Log log(clock);
    const auto front_wish = front_options(options, *folder, log);
    if (!front_wish) return front_wish.error();
    auto store = SqliteStore::open({*folder / kDatabase, 4, options.group_commit});
    if (!store) return store.error();
    ChangeSignal signal;
    auto front =
        make_poco_front(*front_wish, signal, [&](const AccessLine& line) { log.access(line); });
    if (!front) return front.error();
    // The own origin is known only now: the port may have been chosen by the system.
    RealLargeFiles large;
    FileBlobs blobs(*folder / kDepotFolder, files, large);
    const ApiOptions api_options{effective_origins(options, (*front)->port()),
                                 options.requests_per_minute,
                                 options.login_burst,
                                 FERRY_VERSION,
                                 &blobs,
                                 static_cast<std::uint64_t>(options.depot_quota_gib * (1u << 30))};
    Api api(**store, signal, clock, vault::random_bytes, api_options);
    (*front)->start(api);
    const auto told = announce(options, (*front)->port(), *folder);
    if (!told) return told.error();
    log.say("info", "started");
    {
        const Housekeeper housekeeper(
            [&] { return api.keep_house(); },
            [&](const Error& error) { log.say("error", "housekeeping: " + error.message); });
        wait();
        log.say("info", "stopping");
        (*front)->stop();
    }
    log.say("info", "stopped");
    return {};
}

} // namespace ferry::server
