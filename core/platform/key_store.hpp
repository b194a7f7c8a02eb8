// Keys at rest as a seam: the system's own store of secrets.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace ferry {

/// Small secrets, a few KiB at most, for the person who runs this program. Several processes may
/// use one store at once; of one object, one thread at a time. A call waits for some seconds at
/// most and never asks the person anything: what could only be had with a question is an error.
/// Errors: Unavailable (no store answers, or it is locked), TimedOut, Denied, Io, NotSupported.
class KeyStore {
public:
    virtual ~KeyStore() = default;
    /// "libsecret", "keychain", "dpapi": tells whose a ticket is.
    virtual std::string id() const = 0;
    /// For people, after "the keys are": "in the login keyring (libsecret)".
    virtual std::string place() const = 0;
    /// Whether put() can be expected to work now; the error says why not.
    virtual Result<void> ready() = 0;
    /// `item`: a name that nobody else uses, or the ticket of what is to be overwritten. Answers
    /// the ticket by which get() finds it: not secret, to be kept in a file. After Unavailable and
    /// NotSupported nothing was written; after other errors the item may be there.
    virtual Result<std::string> put(const std::string& item, std::string_view secret) = 0;
    /// The caller wipes it. Errors: also NotFound.
    virtual Result<std::string> get(const std::string& ticket) = 0;
    /// Errors: also NotFound.
    virtual Result<void> remove(const std::string& ticket) = 0;
};

/// The store of this system. With FERRY_KEY_STORE=file in the environment it takes nothing new, so
/// that keys stay in, or come back to, a file. `module`: Installation::keyring.
/// Errors: BadData (another value of FERRY_KEY_STORE).
Result<std::unique_ptr<KeyStore>> system_key_store(const std::filesystem::path& module);

} // namespace ferry
