# What find_package(FerryPlugin) gives: the target FerryPlugin::sdk and the function ferry_add_plugin.
# SPDX-License-Identifier: Apache-2.0
include(${CMAKE_CURRENT_LIST_DIR}/FerryPluginTargets.cmake)

# ferry_add_plugin(ID SOURCES ...): <build>/plugins/ID/{plugin.json,libferry_ID.so}, the folder that
# `ferry --plugin-dir <build>/plugins` reads. plugin.json stands beside the CMakeLists.txt.
function(ferry_add_plugin id)
    cmake_parse_arguments(arg "" "" "SOURCES" ${ARGN})
    add_library(ferry_${id} SHARED ${arg_SOURCES})
    target_link_libraries(ferry_${id} PRIVATE FerryPlugin::sdk)
    set(folder ${CMAKE_BINARY_DIR}/plugins/${id})
    set_target_properties(ferry_${id} PROPERTIES
        PREFIX lib LIBRARY_OUTPUT_DIRECTORY ${folder} RUNTIME_OUTPUT_DIRECTORY ${folder}
        C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    configure_file(plugin.json ${folder}/plugin.json COPYONLY)
endfunction()
