// The rows of all commands, one function per file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/command.hpp"

namespace ferry::cli {

CommandRow status_command();
CommandRow list_command();
CommandRow explain_command();
CommandRow register_command();
CommandRow login_command();
CommandRow logout_command();
CommandRow whoami_command();
CommandRow account_password_command();
CommandRow account_recovery_code_command();
CommandRow account_recover_command();
CommandRow account_delete_command();
CommandRow account_export_command();
CommandRow account_log_command();
CommandRow sync_command();
CommandRow devices_command();
CommandRow devices_show_command();
CommandRow devices_rename_command();
CommandRow devices_revoke_command();
CommandRow devices_pair_command();
CommandRow plan_command();
CommandRow apply_command();
CommandRow resume_command();
CommandRow install_command();
CommandRow remove_command();
CommandRow upgrade_command();
CommandRow settings_list_command();
CommandRow settings_push_command();
CommandRow settings_pull_command();
CommandRow settings_history_command();
CommandRow settings_diff_command();
CommandRow settings_undo_command();
CommandRow settings_export_command();
CommandRow request_command();
CommandRow requests_command();
CommandRow requests_answer_command();
CommandRow requests_decline_command();
CommandRow requests_withdraw_command();
CommandRow requests_policy_command();
CommandRow depot_add_command();
CommandRow depot_list_command();
CommandRow depot_get_command();
CommandRow depot_install_command();
CommandRow depot_remove_command();
CommandRow import_command();
CommandRow export_command();
CommandRow convert_command();
CommandRow catalog_show_command();
CommandRow catalog_search_command();
CommandRow catalog_diff_command();
CommandRow catalog_lint_command();
CommandRow catalog_new_command();
CommandRow catalog_match_command();
CommandRow catalog_stats_command();
CommandRow catalog_update_command();
CommandRow catalog_suggest_command();
CommandRow plugin_list_command();
CommandRow plugin_new_command();
CommandRow plugin_check_command();
CommandRow agent_run_command();
CommandRow agent_install_command();
CommandRow agent_remove_command();
CommandRow agent_status_command();
CommandRow doctor_command();
CommandRow completion_command();

} // namespace ferry::cli
