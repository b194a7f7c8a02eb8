// Reading manifests.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/manifest_file.hpp"

#include "core/formats/formats.hpp"

namespace ferry::cli {

Result<std::string> read_manifest_text(Context& context, const std::string& file) {
    return file == "-" ? context.terminal().read_input()
                       : context.files().read(from_utf8(file), 64u << 20);
}

Result<Report<formats::Manifest>> read_manifest(const std::string& file, const std::string& text,
                                                const std::string& target_os) {
    const auto* format = formats::detect_format(file, text);
    if (format == nullptr)
        return Error{
            Code::BadData,
            file + ": is no manifest that Ferry reads (winget export, Brewfile, packages.config)"};
    auto manifest = format->read(text, {target_os});
    if (!manifest) return manifest.error().under(file);
    for (auto& problem : manifest->problems)
        problem.subject = file + ": " + problem.subject;
    return manifest;
}

Device device_of_format(const std::string& format, const std::string& name) {
    Device device{name, "windows", "", "", "x86_64"};
    if (format == "brewfile") device.os = "macos";
    if (format == "apt") device.os = "linux";
    return device;
}

} // namespace ferry::cli
