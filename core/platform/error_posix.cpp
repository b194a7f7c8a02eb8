// errno as an Error.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/error_posix.hpp"

#include <cerrno>
#include <system_error>

namespace ferry {

Error error_from_errno(int number, const std::string& subject) {
    const auto words = subject + ": " + std::generic_category().message(number);
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return Error{Code::NotFound, words};
    case EACCES:
    case EPERM:
    case EROFS:
        return Error{Code::Denied, words};
    case EEXIST:
    case EBUSY:
        return Error{Code::Conflict, words};
    case ELOOP:
    case ENAMETOOLONG:
    case EILSEQ:
        return Error{Code::BadData, words};
    case ETIMEDOUT:
        return Error{Code::TimedOut, words};
    default:
        return Error{Code::Io, words};
    }
}

} // namespace ferry
