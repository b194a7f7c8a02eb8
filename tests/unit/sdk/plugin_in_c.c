/* A plugin written in plain C: the header must be enough for it, in C11, C17 and C++20.
 * SPDX-License-Identifier: Apache-2.0 */
#include <ferry/plugin_abi.h>

static ferry_status nothing(const ferry_host* host) {
    (void)host;
    return FERRY_OK;
}

static ferry_status offer_nothing(const ferry_host* host, const ferry_str* ids, size_t count) {
    (void)host;
    (void)ids;
    return count == 0 ? FERRY_OK : FERRY_NOT_SUPPORTED;
}

#ifdef __cplusplus
extern "C" {
#endif
FERRY_PLUGIN_EXPORT extern const ferry_plugin ferry_plugin_v1;
const ferry_plugin ferry_plugin_v1 = {FERRY_ABI_MAJOR,
                                      FERRY_ABI_MINOR,
                                      sizeof(ferry_plugin),
                                      {"c", 1},
                                      nothing,
                                      nothing,
                                      NULL,
                                      offer_nothing,
                                      NULL,
                                      NULL,
                                      NULL,
                                      NULL};
#ifdef __cplusplus
}
#endif
