// A Windows handle that closes itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <windows.h>

#include <utility>

namespace ferry::windows {

class Handle {
public:
    explicit Handle(HANDLE raw = nullptr) : raw_(raw == INVALID_HANDLE_VALUE ? nullptr : raw) {}
    Handle(Handle&& other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(raw_, other.raw_);
        return *this;
    }
    ~Handle() { close(); }
    HANDLE get() const { return raw_; }
    bool open() const { return raw_ != nullptr; }
    void close() {
        if (raw_ != nullptr) CloseHandle(std::exchange(raw_, nullptr));
    }

private:
    HANDLE raw_;
};

} // namespace ferry::windows
