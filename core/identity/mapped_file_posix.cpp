// mmap, read-only and private.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace ferry::identity {
namespace {

class PosixMapping final : public MappedFile {
public:
    PosixMapping(void* start, std::size_t size) : start_(start), size_(size) {}
    PosixMapping(const PosixMapping&) = delete;
    PosixMapping& operator=(const PosixMapping&) = delete;
    ~PosixMapping() override {
        if (size_ > 0) munmap(start_, size_);
    }
    std::string_view bytes() const override { return {static_cast<const char*>(start_), size_}; }

private:
    void* start_;
    std::size_t size_;
};

Error error_from_errno(int code, const std::filesystem::path& path) {
    const auto kind = code == ENOENT                    ? Code::NotFound
                      : code == EACCES || code == EPERM ? Code::Denied
                                                        : Code::Io;
    return Error{kind, path.string() + ": " + std::strerror(code)};
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    int get() const { return number_; }

private:
    int number_;
};

} // namespace

Result<std::unique_ptr<MappedFile>> map_file(const std::filesystem::path& path) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat facts {};
    if (file.get() < 0 || fstat(file.get(), &facts) != 0) return error_from_errno(errno, path);
    if (!S_ISREG(facts.st_mode)) return Error{Code::Io, path.string() + ": not a file"};
    const auto size = static_cast<std::size_t>(facts.st_size);
    void* start = nullptr;
    if (size > 0) {
        start = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
        if (start == MAP_FAILED) return error_from_errno(errno, path);
    }
    return std::unique_ptr<MappedFile>(std::make_unique<PosixMapping>(start, size));
}

} // namespace ferry::identity
