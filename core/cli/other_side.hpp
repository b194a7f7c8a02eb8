// "DEVICE or FILE": what plan and apply compare this device with.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/cli/context.hpp"
#include "core/model/plan.hpp"

#include <ferry/result.hpp>

#include <string>
#include <vector>

namespace ferry::cli {

/// The plan for `names`: a plan file as it was edited; a manifest; or devices of the account, by
/// what is known of them here (the server is not asked). Empty `names` means all other devices.
/// Errors: NotFound (neither a file nor a device, with the nearest name), BadData.
Result<Report<Plan>> plan_for(Context& context, const std::vector<std::string>& names,
                              const std::vector<InstallerId>& preference);

} // namespace ferry::cli
