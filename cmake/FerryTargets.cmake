# The four kinds of targets: library, plugin, program, test. Warnings and sanitizers are the same for all.
# SPDX-License-Identifier: Apache-2.0
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/archive)

include(GNUInstallDirs)
find_program(FERRY_CCACHE ccache)
if(FERRY_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${FERRY_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${FERRY_CCACHE})
endif()

add_library(ferry_flags INTERFACE)
target_include_directories(ferry_flags INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/sdk/include)
target_compile_options(ferry_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> # false alarms on std::string +, gcc bug 105651
    $<$<BOOL:${FERRY_WERROR}>:-Werror>)
if(FERRY_SANITIZE)
    # Of the folder, so that ferry_test can have the last word. Without optimization: compiling takes
    # a third of the time, and running is mostly waiting.
    add_compile_options(-O0 -g1 -fsanitize=${FERRY_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(ferry_flags INTERFACE -fsanitize=${FERRY_SANITIZE})
    target_compile_definitions(ferry_flags INTERFACE FERRY_SANITIZED=1)
endif()
if(FERRY_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link) # what a search learns from
endif()
if(WIN32)
    target_compile_definitions(ferry_flags INTERFACE NOMINMAX WIN32_LEAN_AND_MEAN UNICODE _UNICODE)
    target_link_options(ferry_flags INTERFACE -static)
endif()

# The worker and the plugins meet over a C table only, so that each may carry its own C++ runtime: most of what a
# worker's start took was looking up the names of the shared one. Decision record 0020.
set(FERRY_OWN_RUNTIME)
if(NOT WIN32 AND NOT APPLE AND NOT FERRY_SANITIZE)
    include(CheckCXXSourceCompiles)
    set(CMAKE_REQUIRED_LINK_OPTIONS -static-libstdc++ -static-libgcc)
    check_cxx_source_compiles("#include <iostream>\nint main() { std::cout << 1; }" FERRY_HAS_STATIC_RUNTIME)
    unset(CMAKE_REQUIRED_LINK_OPTIONS)
    if(FERRY_HAS_STATIC_RUNTIME)
        set(FERRY_OWN_RUNTIME -static-libstdc++ -static-libgcc)
    endif()
endif()

# ferry_library(NAME SOURCES ... [LINK ...]): a static library of core/, server/ or a plugin's parsers.
function(ferry_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC ferry_flags ${arg_LINK})
endfunction()

# ferry_program(NAME SOURCES ... [LINK ...]): goes to bin/ and is installed there.
function(ferry_program name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ferry_flags ${arg_LINK})
    add_dependencies(product ${name})
    install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()

# ferry_plugin(ID SOURCES ... [LINK ...]): lib/ferry/plugins/ID/{plugin.json,libferry_ID.so}.
function(ferry_plugin id)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_library(ferry_${id} SHARED ${arg_SOURCES})
    target_link_libraries(ferry_${id} PRIVATE ferry_flags ${arg_LINK})
    target_link_options(ferry_${id} PRIVATE ${FERRY_OWN_RUNTIME})
    add_dependencies(product ferry_${id})
    set(folder ${CMAKE_BINARY_DIR}/lib/ferry/plugins/${id})
    set_target_properties(ferry_${id} PROPERTIES PREFIX lib
        LIBRARY_OUTPUT_DIRECTORY ${folder} RUNTIME_OUTPUT_DIRECTORY ${folder})
    if(NOT WIN32 AND NOT APPLE)
        target_compile_options(ferry_${id} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)
        target_link_options(ferry_${id} PRIVATE -Wl,--exclude-libs,ALL)
    endif()
    configure_file(plugin.json ${folder}/plugin.json COPYONLY)
    install(TARGETS ferry_${id} LIBRARY DESTINATION lib/ferry/plugins/${id}
        RUNTIME DESTINATION lib/ferry/plugins/${id})
    install(FILES plugin.json DESTINATION lib/ferry/plugins/${id})
endfunction()

# ferry_test(NAME SOURCES ... [LINK ...] [LABELS ...] [TIMEOUT s] [SERIAL]): one gtest executable.
# Every test finds the source tree, the build tree and the fixtures through FERRY_SOURCE_DIR and FERRY_BUILD_DIR.
function(ferry_test name)
    cmake_parse_arguments(arg "SERIAL" "TIMEOUT" "SOURCES;LINK;LABELS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ferry_flags ${arg_LINK} GTest::gmock GTest::gtest_main)
    target_compile_definitions(${name} PRIVATE
        FERRY_SOURCE_DIR="${CMAKE_SOURCE_DIR}" FERRY_BUILD_DIR="${CMAKE_BINARY_DIR}")
    # What is tested is optimized in a release, and watched for undefined behaviour by the sanitizers;
    # doing that to the tests too took half of all the time of a build.
    target_compile_options(${name} PRIVATE -O0 -fno-sanitize=undefined
        $<$<BOOL:${FERRY_FUZZ}>:-fno-sanitize=fuzzer-no-link>)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
        RUN_SERIAL ${arg_SERIAL})
endfunction()
