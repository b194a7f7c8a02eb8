# Installs the SDK into an empty prefix, builds a template against it as a stranger would, and lets it check itself.
# SPDX-License-Identifier: Apache-2.0
#
# -DTEMPLATE=template|template-c, -DCOMPILER=..., -DLANGUAGE=C|CXX
get_filename_component(name ${COMPILER} NAME)
set(work ${BUILD}/template-test/${TEMPLATE}-${name})
file(REMOVE_RECURSE ${work})

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        list(JOIN ARGN " " command)
        message(FATAL_ERROR "failed with ${status}: ${command}")
    endif()
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --component sdk --prefix ${work}/prefix)
run(${CMAKE_COMMAND} -E copy_directory ${work}/prefix/share/ferry/sdk/${TEMPLATE} ${work}/example)
run(${CMAKE_COMMAND} -S ${work}/example -B ${work}/build -G Ninja
    -DCMAKE_${LANGUAGE}_COMPILER=${COMPILER} -DCMAKE_${LANGUAGE}_FLAGS=-Wall\ -Wextra\ -Wpedantic\ -Werror
    -DCMAKE_PREFIX_PATH=${work}/prefix)
run(${CMAKE_COMMAND} --build ${work}/build)
run(${SOURCE}/ci/exports ${work}/build/plugins/example/libferry_example.so)
if(NOT EXISTS ${work}/build/plugins/example/plugin.json)
    message(FATAL_ERROR "plugin.json does not stand beside the built plugin")
endif()
run(ctest --test-dir ${work}/build --output-on-failure --no-tests=error)

# Those without CMake ask pkg-config.
set(ENV{PKG_CONFIG_PATH} ${work}/prefix/share/pkgconfig)
execute_process(COMMAND pkg-config --cflags "ferry-sdk >= 1.0" OUTPUT_VARIABLE flags
    OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags}")
if(LANGUAGE STREQUAL C)
    run(${COMPILER} -std=c11 -pedantic-errors ${flags} -fsyntax-only ${work}/example/example.c)
else()
    run(${COMPILER} -std=c++20 ${flags} -fsyntax-only ${work}/example/example.cpp)
endif()
