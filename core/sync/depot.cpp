// Checks in one place: manifest against account, author and id; bytes against the manifest.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/depot.hpp"

#include "core/base/text.hpp"
#include "core/sync/depot_calls.hpp"
#include "core/sync/depot_manifest.hpp"
#include "core/sync/depot_news.hpp"
#include "core/sync/device_memory.hpp"
#include "core/sync/keyring.hpp"
#include "core/sync/link.hpp"
#include "core/sync/transfer.hpp"
#include "core/vault/hash.hpp"

#include <algorithm>
#include <utility>

namespace ferry::sync {
namespace {

using protocol::DepotItem;
using protocol::DepotManifest;

constexpr std::size_t kShownId = 12; // digits that tell files apart

Error not_believed(const std::string& what) {
    return {Code::Denied, "the server's answer is refused: " + what};
}

/// All that a person said; not who said it and when.
bool is_same_wish(DepotManifest left, const DepotManifest& right) {
    left.author = right.author;
    left.time = right.time;
    left.key_version = right.key_version;
    return protocol::encode(left) == protocol::encode(right);
}

template <typename Item>
Result<Item> only_one(const std::vector<Item>& items, const std::string& beginning) {
    std::vector<Item> found;
    for (const auto& item : items)
        if (item.id.starts_with(beginning)) found.push_back(item);
    if (found.size() == 1 && !beginning.empty()) return found[0];
    if (found.empty())
        return Error{Code::NotFound, "the depot has no file whose id begins with \"" +
                                         printable(beginning) + "\"; see ferry depot list"};
    return Error{Code::Conflict, "several files of the depot have ids that begin with \"" +
                                     printable(beginning) + "\"; write more of it"};
}

} // namespace

struct Depot::Inside {
    const Parts& parts;
    LargeFiles& large;
    Link link;
    Keyring keyring;
    DeviceNames names{};

    Transfer transfer(const TransferProgress& progress) {
        return {parts, large, *link.server, progress};
    }

    /// The manifest, if it is of this account and really by the device that it names.
    Result<DepotFile> believed(const DepotItem& item) {
        auto manifest = believed_manifest(link, keyring, item);
        if (!manifest) return manifest.error();
        auto author = names.of(manifest->author, parts, link);
        return DepotFile{item.id, std::move(*manifest), item.received, std::move(author)};
    }

    Result<DepotManifest> completed(DepotManifest manifest, const std::filesystem::path& file,
                                    const TransferProgress& progress) {
        std::error_code failed; // a link leads to a file
        const auto real = std::filesystem::canonical(file, failed);
        const auto info = parts.files.info(failed ? file : real);
        if (!info) return info.error();
        if (info->kind != FileKind::File)
            return Error{Code::BadData, to_utf8(file) + ": is no file"};
        auto sha256 = sha256_of(transfer(progress), file);
        if (!sha256) return sha256.error();
        manifest.account_id = link.account.account_id;
        manifest.file = to_utf8(file.filename());
        if (manifest.format.empty()) manifest.format = protocol::format_of(manifest.file);
        manifest.sha256 = std::move(*sha256);
        manifest.size = info->bytes;
        manifest.author = link.account.device_id;
        manifest.time = parts.clock.now();
        manifest.key_version = keyring.key_version();
        // Read back: what others would refuse is not sent.
        auto sound = protocol::decode<DepotManifest>(protocol::encode(manifest));
        if (!sound) return sound.error();
        return sound;
    }

    Result<DepotFile> store(const DepotManifest& manifest) {
        DepotItem item{{}, protocol::encode(manifest), {}, 0};
        item.id = hex(vault::hash(item.manifest));
        item.signature = keyring.sign(kDepotDomain, item.manifest);
        const auto stored = add_depot_item(*link.server, item);
        if (!stored) return stored.error();
        if (stored->id != item.id) return not_believed("it says that it stored another file");
        return DepotFile{item.id, manifest, stored->received,
                         names.of(manifest.author, parts, link)};
    }

    /// So that this device plans with its own change at once. What fails here, the next sync does.
    void remember() const {
        if (const auto items = depot_items(*link.server, ""); items)
            (void)remember_depot(parts, link, keyring, *items);
    }

    /// Nobody else may write to what is checked and then used.
    Result<void> check_part(const std::filesystem::path& part) const {
        const auto info = parts.files.info(part);
        if (!info && info.error().code == Code::NotFound) return {};
        if (!info) return info.error();
        if (info->kind == FileKind::File && !info->writable_by_others && info->owned_by_us_or_root)
            return {};
        return Error{Code::Denied, to_utf8(part) + ": is no file of yours alone; remove it, or "
                                                   "choose another folder"};
    }
};

Depot::Depot(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Depot::Depot(Depot&&) noexcept = default;
Depot::~Depot() = default;

Result<Depot> Depot::open(const Parts& parts, LargeFiles& large) {
    auto link = make_link(parts);
    if (!link) return link.error();
    auto keyring = Keyring::open(parts, *link);
    if (!keyring) return keyring.error();
    return Depot(
        std::make_unique<Inside>(Inside{parts, large, std::move(*link), std::move(*keyring)}));
}

Result<DepotFile> Depot::add(const std::filesystem::path& file, const DepotManifest& wish,
                             const TransferProgress& progress) {
    auto& in = *inside_;
    const auto manifest = in.completed(wish, file, progress);
    if (!manifest) return manifest.error();
    const auto known = list(manifest->software);
    if (!known) return known.error();
    for (const auto& one : known->files)
        if (is_same_wish(one.manifest, *manifest)) return one;
    const auto sent = upload(in.transfer(progress), file, {manifest->sha256, manifest->size});
    if (!sent) return sent.error();
    auto stored = in.store(*manifest);
    if (stored) in.remember();
    return stored;
}

Result<DepotList> Depot::list(const std::string& software) {
    auto& in = *inside_;
    const auto items = depot_items(*in.link.server, software);
    if (!items) return items.error();
    DepotList list;
    for (const auto& item : *items) {
        auto file = in.believed(item);
        if (!file)
            list.refused.push_back({item.id, file.error().message});
        else if (!software.empty() && file->manifest.software != software)
            list.refused.push_back({item.id, "is of " + file->manifest.software});
        else
            list.files.push_back(std::move(*file));
    }
    return list;
}

Result<DepotFile> Depot::find(const std::string& beginning) {
    const auto all = list("");
    if (!all) return all.error();
    for (const auto& item : all->refused)
        if (!beginning.empty() && item.id.starts_with(beginning))
            return Error{Code::Denied, item.reason};
    return only_one(all->files, beginning);
}

Result<std::filesystem::path> Depot::get(const DepotFile& file, const std::filesystem::path& folder,
                                         const TransferProgress& progress) {
    auto& in = *inside_;
    const auto& manifest = file.manifest;
    const auto target = folder / from_utf8(manifest.file);
    const auto part =
        folder / from_utf8(manifest.file + "." + manifest.sha256.substr(0, kShownId) + ".part");
    const auto transfer = in.transfer(progress);
    if (in.parts.files.exists(target)) {
        const auto found = sha256_of(transfer, target);
        if (found && *found == manifest.sha256) return target;
        return Error{Code::Conflict, to_utf8(target) +
                                         ": another file is there already; move it away, or choose "
                                         "another folder"};
    }
    if (const auto made = in.parts.files.create_folders(folder); !made) return made.error();
    if (const auto own = in.check_part(part); !own) return own.error();
    const auto got = download(transfer, part, {manifest.sha256, manifest.size});
    if (!got) return got.error();
    if (const auto moved = in.large.move(part, target); !moved) return moved.error();
    return target;
}

Result<std::string> Depot::remove(const std::string& beginning) {
    auto& in = *inside_;
    const auto items = depot_items(*in.link.server, "");
    if (!items) return items.error();
    const auto item = only_one(*items, beginning);
    if (!item) return item.error();
    const auto removed = remove_depot_item(*in.link.server, item->id);
    // It was there a moment ago: an answer was lost, and the request repeated.
    if (!removed && removed.error().code != Code::NotFound) return removed.error();
    in.remember();
    return item->id;
}

} // namespace ferry::sync
