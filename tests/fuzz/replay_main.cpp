// Runs a fuzz target over files, and over every shorter cut of each, where no libFuzzer is linked.
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kCutUpTo = 8 * 1024; // cuts of larger files would take too long

void replay(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    for (std::size_t size = text.size() > kCutUpTo ? text.size() : 0; size <= text.size(); ++size) {
        // A buffer of exactly this size, so that a sanitizer sees a read past its end.
        const std::vector<std::uint8_t> input(text.begin(),
                                              text.begin() + static_cast<std::ptrdiff_t>(size));
        LLVMFuzzerTestOneInput(input.data(), input.size());
    }
}

} // namespace

int main(int count, char** arguments) {
    int files = 0;
    for (int i = 1; i < count; ++i) {
        std::error_code error;
        const std::filesystem::path path(arguments[i]);
        if (std::filesystem::is_directory(path, error)) {
            for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
                replay(entry.path());
                ++files;
            }
        } else {
            replay(path);
            ++files;
        }
    }
    std::printf("%d files replayed\n", files);
    return files == 0 ? 1 : 0;
}
