/* A library that is no plugin.
 * SPDX-License-Identifier: Apache-2.0 */
#include <ferry/plugin_abi.h>

FERRY_PLUGIN_EXPORT int ferry_plugin_v0(void);
int ferry_plugin_v0(void) {
    return 0;
}
