// ferry request: asks another device of the account to install software.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/account.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/named_software.hpp"
#include "core/sync/requests.hpp"

#include <nlohmann/json.hpp>

#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ferry::cli {
namespace {

using std::chrono::milliseconds;

/// "30m", "12h", "7d", from a minute to 30 days.
std::optional<milliseconds> lifetime(const std::string& text) {
    int count = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, count);
    if (read.ec != std::errc() || read.ptr + 1 != end || count < 1 || count > 100'000)
        return std::nullopt;
    std::chrono::minutes length{count};
    if (*read.ptr == 'h')
        length = std::chrono::hours{count};
    else if (*read.ptr == 'd')
        length = std::chrono::hours{24 * count};
    else if (*read.ptr != 'm')
        return std::nullopt;
    if (milliseconds(length).count() > protocol::kLongestRequest) return std::nullopt;
    return length;
}

Result<protocol::RequestItem> item_of(const identity::Catalog& catalog, state::State& state,
                                      const std::string& name) {
    if (names_package(name)) {
        const auto ref = named_package(name);
        if (!ref) return ref.error();
        return protocol::RequestItem{{}, ref->installer.text, ref->id.text};
    }
    const auto software = software_to_ask_for(catalog, state, name);
    if (!software) return software.error();
    return protocol::RequestItem{software->text};
}

class Ask final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("DEVICE", device_, "who is asked: its name or id").required();
        options
            .add_option("SOFTWARE", names_,
                        "a software id of the catalog or the depot, or INSTALLER:ID")
            .required();
        options.add_option("--expires", expires_, "how long it may wait: 30m, 12h, 7d")
            .type_name("TIME")
            .default_str("7d");
    }

    Result<ExitStatus> run(Context& context) override {
        const auto length = lifetime(expires_);
        if (!length)
            return context.wrong_use("--expires takes 1m to 30d, not \"" + expires_ + "\"",
                                     "request");
        const auto catalog = context.catalog();
        if (!catalog) return catalog.error();
        auto account = Account::open(context);
        if (!account) return account.error();
        std::vector<protocol::RequestItem> items;
        for (const auto& name : names_) {
            auto item = item_of(**catalog, (*account)->state(), name);
            if (!item) return item.error();
            items.push_back(std::move(*item));
        }
        auto store = sync::RequestStore::open((*account)->parts());
        if (!store) return store.error();
        const auto device = store->addressee(device_);
        if (!device) return device.error();
        if (context.options.dry_run) {
            context.terminal().out("would ask " + printable(device->device.name) + " for " +
                                   join(names_, ", ") + "\n");
            return ExitStatus::Done;
        }
        const auto id = store->send(device->id, items, *length);
        if (!id) return id.error();
        tell(context, device->device.name, *id);
        return ExitStatus::Done;
    }

private:
    void tell(Context& context, const std::string& device, const std::string& id) const {
        if (context.options.json)
            print_json(context, {{"schema", 1}, {"request", id}, {"to", device}});
        else
            context.say("Asked " + printable(device) + " for " + join(names_, ", ") +
                        "; ferry requests shows what becomes of it.");
    }

    std::string device_;
    std::vector<std::string> names_;
    std::string expires_ = "7d";
};

} // namespace

CommandRow request_command() {
    return {"request", "ask another of your devices to install software",
            "  ferry request office-pc firefox git\n"
            "  ferry request office-pc winget:Mozilla.Firefox --expires 12h",
            make_command<Ask>};
}

} // namespace ferry::cli
