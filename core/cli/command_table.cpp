// The order of the commands in help and completion.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/commands.hpp"

namespace ferry::cli {

const std::vector<CommandRow>& command_table() {
    static const std::vector<CommandRow> rows = {
        status_command(),
        list_command(),
        explain_command(),
        register_command(),
        login_command(),
        logout_command(),
        whoami_command(),
        account_password_command(),
        account_recovery_code_command(),
        account_recover_command(),
        account_export_command(),
        account_delete_command(),
        sync_command(),
        devices_command(),
        devices_show_command(),
        devices_rename_command(),
        devices_revoke_command(),
        plan_command(),
        apply_command(),
        resume_command(),
        install_command(),
        remove_command(),
        upgrade_command(),
        settings_list_command(),
        settings_push_command(),
        settings_pull_command(),
        settings_history_command(),
        settings_diff_command(),
        settings_undo_command(),
        depot_add_command(),
        depot_list_command(),
        depot_get_command(),
        depot_remove_command(),
        import_command(),
        export_command(),
        convert_command(),
        catalog_update_command(),
        catalog_diff_command(),
        catalog_show_command(),
        catalog_search_command(),
        catalog_lint_command(),
        catalog_new_command(),
        catalog_match_command(),
        catalog_stats_command(),
        catalog_suggest_command(),
        plugin_list_command(),
        plugin_new_command(),
        plugin_check_command(),
        doctor_command(),
        completion_command(),
    };
    return rows;
}

} // namespace ferry::cli
