// What Contents/Info.plist of a bundle says.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/desktop/bundles.hpp"

#include "plugins/desktop/property_list.hpp"

#include <map>
#include <utility>

namespace ferry::desktop {
namespace {

constexpr std::string_view kSuffix = ".app";
const std::vector<std::string> kKeys = {"CFBundleIdentifier", "CFBundleDisplayName", "CFBundleName",
                                        "CFBundleShortVersionString", "CFBundleVersion"};

const std::string& first_of(const std::string& left, const std::string& right) {
    return left.empty() ? right : left;
}

class Search {
public:
    explicit Search(const sdk::Host& host) : host_(host) {}

    void look_in(const std::string& folder, bool deeper) {
        const auto entries = host_.list_dir(folder);
        if (!entries) return; // another system, or no folder of one's own
        for (const auto& entry : *entries) {
            if (entry.kind != sdk::EntryKind::Folder) continue;
            const auto path = folder + "/" + entry.name;
            if (entry.name.ends_with(kSuffix))
                consider(path, entry.name.substr(0, entry.name.size() - kSuffix.size()));
            else if (deeper)
                look_in(path, false);
        }
    }

    std::vector<Bundle> finish() {
        std::vector<Bundle> all;
        for (auto& [id, bundle] : found_)
            all.push_back(std::move(bundle));
        return all;
    }

private:
    void consider(const std::string& path, const std::string& file_name) {
        const auto file = path + "/Contents/Info.plist";
        const auto bytes = host_.read_file(file);
        if (!bytes) return; // a folder that is only called so
        const auto texts = texts_of_property_list(*bytes, kKeys);
        if (!texts) {
            host_.log(FERRY_LOG_WARNING, file + ": " + texts.error().message);
            return;
        }
        Bundle bundle{texts->at(0), first_of(first_of(texts->at(1), texts->at(2)), file_name),
                      first_of(texts->at(3), texts->at(4))};
        if (bundle.id.empty() || bundle.id.starts_with("com.apple.")) return;
        auto id = bundle.id;
        found_.try_emplace(std::move(id), std::move(bundle));
    }

    const sdk::Host& host_;
    std::map<std::string, Bundle> found_;
};

} // namespace

std::vector<Bundle> bundles(const sdk::Host& host) {
    Search search(host);
    search.look_in("/Applications", true);
    const std::string home(sdk::from_abi(host.facts().home));
    if (!home.empty()) search.look_in(home + "/Applications", true);
    return search.finish();
}

} // namespace ferry::desktop
