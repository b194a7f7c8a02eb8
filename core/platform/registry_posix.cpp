// No registry on this system.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/registry.hpp"

namespace ferry {

Result<std::vector<RegistryItem>> RealRegistry::list(std::string_view key) const {
    return Error{Code::NotFound, std::string(key) + ": this system has no registry"};
}

} // namespace ferry
