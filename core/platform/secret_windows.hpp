// Access for the person and the system alone, from a file's first moment on.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <windows.h>

namespace ferry::windows {

class SecretAttributes {
public:
    SecretAttributes();
    SecretAttributes(const SecretAttributes&) = delete;
    ~SecretAttributes();
    /// For CreateFileW and CreateDirectoryW; they do not write to it.
    SECURITY_ATTRIBUTES* get() const { return &attributes_; }

private:
    mutable SECURITY_ATTRIBUTES attributes_{};
};

} // namespace ferry::windows
