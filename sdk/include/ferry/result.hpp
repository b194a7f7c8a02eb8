// Result<T>, Error and Code: the one error style of Ferry, shared by plugins and product.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace ferry {

/// What a caller may act on; people read the message. The numbers are those of ferry_status in
/// plugin_abi.h and never change. @since 1.0
enum class Code : std::int32_t {
    Unavailable = 1,  // the tool, server or feature is not there now; trying later may help
    ToolFailed = 2,   // another program ran and reported failure
    BadData = 3,      // input, file or output that breaks its format or its limits
    Denied = 4,       // rights are missing: elevation, login, permission
    TimedOut = 5,     // the time limit ended it
    Internal = 6,     // a broken promise inside Ferry or a plugin
    NotFound = 7,     // the named thing does not exist
    NotSupported = 8, // this system or version cannot do it
    Cancelled = 9,    // the person stopped it
    Conflict = 10,    // somebody else changed it first, or it exists already
    Io = 11,          // reading or writing failed (disk full, broken file system)
    Network = 12      // the other side could not be reached or was cut off
};

/// `message`: lower case, no full stop, names the thing and the value. @since 1.0
struct [[nodiscard]] Error {
    Code code;
    std::string message;

    /// The same error with its context in front: `under("entry firefox")` gives
    /// "entry firefox: line 4: ...".
    Error under(std::string_view context) const {
        return Error{code, std::string(context) + ": " + message};
    }
};

/// A value or an Error. Asking for the side that is not there is a broken invariant. @since 1.0
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    bool ok() const { return state_.index() == 0; }

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(value()); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const {
        assert(!ok());
        return *std::get_if<1>(&state_);
    }

private:
    T& value() {
        assert(ok());
        return *std::get_if<0>(&state_);
    }
    const T& value() const {
        assert(ok());
        return *std::get_if<0>(&state_);
    }
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)), failed_(true) {}

    explicit operator bool() const { return !failed_; }
    bool ok() const { return !failed_; }
    const Error& error() const {
        assert(failed_);
        return error_;
    }

private:
    Error error_{Code::Internal, {}};
    bool failed_ = false;
};

} // namespace ferry
