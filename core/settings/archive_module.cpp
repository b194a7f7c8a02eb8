// The one symbol of the module.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/archive_module.hpp"

#include <boost/config.hpp>

extern "C" {

BOOST_SYMBOL_EXPORT extern const ferry::settings::ArchiveModule ferry_archive_module;
const ferry::settings::ArchiveModule ferry_archive_module{
    FERRY_VERSION, ferry::settings::pack, ferry::settings::unpack, ferry::settings::read_foreign};

} // extern "C"
