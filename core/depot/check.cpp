// Names by grammar, places by rights, contents by hash.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/check.hpp"

#include "core/base/text.hpp"
#include "core/model/ids.hpp"
#include "core/settings/portable_name.hpp"
#include "core/vault/sha256.hpp"
#include "core/vault/signature.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

namespace ferry::depot {
namespace {

constexpr std::size_t kPiece = 1u << 20;
// Tools go by the end of the name: apt-get takes "x.bin" for the name of a package.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kEnds = {
    {{"deb", ".deb"},
     {"rpm", ".rpm"},
     {"msi", ".msi"},
     {"exe", ".exe"},
     {"pkg", ".pkg"},
     {"dmg", ".dmg"},
     {"appimage", ".appimage"}}};

Error bad(const Offer& offer, const std::string& why) {
    return Error{Code::BadData, "installer file \"" + printable(offer.file) + "\": " + why};
}

bool one_name(const std::string& text) {
    return !settings::name_problem(text) && text.find('/') == std::string::npos;
}

Result<void> check_format(const Offer& offer) {
    const auto known = std::find_if(kEnds.begin(), kEnds.end(),
                                    [&](const auto& one) { return one.first == offer.format; });
    if (known == kEnds.end() && offer.format != "archive")
        return Error{Code::NotSupported, "installer file \"" + printable(offer.file) +
                                             "\": this release does not know the format \"" +
                                             printable(offer.format) + "\"; install a newer Ferry"};
    if (known != kEnds.end() && !lower(offer.file).ends_with(known->second))
        return bad(offer, "is said to be " + offer.format + ", so its name has to end in " +
                              std::string(known->second));
    if (!offer.silent.empty() && offer.format != "exe" && offer.format != "msi")
        return bad(offer, "has silent arguments, which " + offer.format + " files do not take");
    return {};
}

Error other_content(const Offer& offer, const std::string& what) {
    return Error{Code::Conflict,
                 "the file is not the one that the depot's manifest names: " + what + " of " +
                     printable(offer.file) + " is another; ferry depot get fetches it again"};
}

Result<void> compare(const Offer& offer, std::uint64_t size, const std::string& digest) {
    if (size != offer.size) return other_content(offer, "the size");
    if (hex(digest) != lower(offer.sha256)) return other_content(offer, "the SHA-256");
    return {};
}

} // namespace

Result<void> check_offer(const Offer& offer) {
    if (!valid_software_id(offer.software))
        return bad(offer, "\"" + printable(offer.software) + "\" is no software id");
    if (!one_name(offer.file)) return bad(offer, "its name is no name of a file");
    if (offer.file.front() == '-') return bad(offer, "its name looks like an option");
    if (!one_name(offer.version))
        return bad(offer, "its version \"" + printable(offer.version) + "\" cannot name a folder");
    std::string digest;
    if (!from_hex(offer.sha256, digest) || digest.size() != 32)
        return bad(offer, "its SHA-256 is not 64 hex digits");
    return check_format(offer);
}

Result<void> check_place(const std::filesystem::path& file, const ReadOnlyFiles& files) {
    if (!file.is_absolute()) return Error{Code::BadData, to_utf8(file) + ": is no absolute path"};
    for (const auto& path : {file.parent_path(), file}) {
        const auto info = files.info(path);
        if (!info) return info.error();
        const auto wanted = path == file ? FileKind::File : FileKind::Folder;
        if (info->kind != wanted)
            return Error{Code::Denied, to_utf8(path) + ": is a link or no plain " +
                                           (path == file ? "file" : "folder") + "; refused"};
        if (info->writable_by_others || !info->owned_by_us_or_root)
            return Error{Code::Denied, to_utf8(path) + ": others may write it, so it is not run; "
                                                       "chmod go-w and own it"};
    }
    return {};
}

Result<void> check_content(const Offer& offer, const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return Error{Code::Io, to_utf8(file) + ": cannot be opened"};
    vault::Sha256 hash;
    std::string piece(kPiece, '\0');
    std::uint64_t size = 0;
    while (stream) {
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto got = static_cast<std::size_t>(stream.gcount());
        hash.add(std::string_view(piece).substr(0, got));
        size += got;
        if (size > offer.size) return other_content(offer, "the size");
    }
    if (stream.bad()) return Error{Code::Io, to_utf8(file) + ": cannot be read"};
    return compare(offer, size, hash.finish());
}

Result<std::string> checked_bytes(const Offer& offer, const std::filesystem::path& file,
                                  const ReadOnlyFiles& files) {
    auto bytes = files.read(file, kMostInMemory);
    if (!bytes) return bytes.error();
    if (auto same = compare(offer, bytes->size(), vault::sha256(*bytes)); !same)
        return same.error();
    return bytes;
}

} // namespace ferry::depot
