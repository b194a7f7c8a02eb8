// The whole suite over one plugin.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/process.hpp"
#include "sdk/check/report.hpp"
#include "sdk/check/subject.hpp"

#include <chrono>
#include <filesystem>
#include <string>

namespace ferry::check {

/// `program`: see run_rule. A rule that takes longer than `limit` is ended and has failed.
/// Errors: Io (no scratch folder).
Result<SuiteReport> run_suite(ProcessRunner& processes, const std::string& program,
                              const Subject& subject, std::chrono::seconds limit);

} // namespace ferry::check
