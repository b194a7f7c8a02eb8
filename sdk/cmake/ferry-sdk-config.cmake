# What find_package(ferry-sdk) gives: the target ferry::sdk, ferry_add_plugin and ferry_check_plugin.
# SPDX-License-Identifier: Apache-2.0
include(${CMAKE_CURRENT_LIST_DIR}/ferry-sdk-targets.cmake)
find_program(FERRY_PLUGIN_CHECK ferry-plugin-check HINTS ${CMAKE_CURRENT_LIST_DIR}/../../../bin
    NO_CACHE)

# ferry_add_plugin(ID SOURCES ...): <build>/plugins/ID/{plugin.json,libferry_ID.so}, the folder that
# `ferry --plugin-dir <build>/plugins` reads. plugin.json stands beside the CMakeLists.txt.
function(ferry_add_plugin id)
    cmake_parse_arguments(arg "" "" "SOURCES" ${ARGN})
    add_library(ferry_${id} SHARED ${arg_SOURCES})
    target_link_libraries(ferry_${id} PRIVATE ferry::sdk)
    set(folder ${CMAKE_BINARY_DIR}/plugins/${id})
    set_target_properties(ferry_${id} PROPERTIES
        PREFIX lib LIBRARY_OUTPUT_DIRECTORY ${folder} RUNTIME_OUTPUT_DIRECTORY ${folder}
        C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    configure_file(plugin.json ${folder}/plugin.json COPYONLY)
endfunction()

# ferry_check_plugin(ID): a test that runs the conformance suite with the folder samples/.
function(ferry_check_plugin id)
    if(NOT FERRY_PLUGIN_CHECK)
        message(FATAL_ERROR "ferry-plugin-check is not in ${CMAKE_CURRENT_LIST_DIR}/../../../bin and not in PATH")
    endif()
    add_test(NAME ${id}_conforms COMMAND ${FERRY_PLUGIN_CHECK} $<TARGET_FILE:ferry_${id}>
        --samples ${CMAKE_CURRENT_SOURCE_DIR}/samples)
endfunction()
