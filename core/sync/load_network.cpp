// Boost.DLL; the module stays loaded to the end.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/load_network.hpp"

#include "core/platform/files.hpp"

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>

#include <exception>
#include <string_view>
#include <utility>

namespace ferry::sync {
namespace {

using Version = const char*();
using Make = Transport*(const ServerAddress*, const Trust*);

struct Module {
    Make* make = nullptr;
};

class NoTransport final : public Transport {
public:
    explicit NoTransport(Error why) : why_(std::move(why)) {}
    Result<HttpAnswer> send(const HttpRequest&) override { return why_; }

private:
    Error why_;
};

Error unusable(const std::filesystem::path& module, const std::string& why) {
    return Error{Code::Io, to_utf8(module) + ": " + why + "; install Ferry again"};
}

Result<Module> load(const std::filesystem::path& module) {
    // Leaked on purpose: its destructor would unload what transports still run in.
    static auto* const loaded = new boost::dll::shared_library;
    try {
        if (!loaded->is_loaded()) loaded->load(module);
        const std::string_view version = loaded->get<Version>("ferry_network_version")();
        if (version != FERRY_VERSION)
            return unusable(module,
                            "is of release " + std::string(version) + ", not " + FERRY_VERSION);
        return Module{&loaded->get<Make>("ferry_network_transport")};
    } catch (const std::exception& problem) {
        return unusable(module, problem.what());
    }
}

} // namespace

MakeTransport transport_from(std::filesystem::path module) {
    return [module = std::move(module)](const ServerAddress& address,
                                        const Trust& trust) -> std::unique_ptr<Transport> {
        const auto loaded = load(module);
        if (!loaded) return std::make_unique<NoTransport>(loaded.error());
        return std::unique_ptr<Transport>(loaded->make(&address, &trust));
    };
}

} // namespace ferry::sync
