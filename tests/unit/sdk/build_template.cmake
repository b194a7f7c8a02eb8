# Installs the SDK into an empty prefix and builds sdk/template against it, as a stranger would.
# SPDX-License-Identifier: Apache-2.0
set(work ${BUILD}/template-test)
file(REMOVE_RECURSE ${work})

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        list(JOIN ARGN " " command)
        message(FATAL_ERROR "failed with ${status}: ${command}")
    endif()
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --component sdk --prefix ${work}/prefix)
run(${CMAKE_COMMAND} -E copy_directory ${SOURCE}/sdk/template ${work}/example)
run(${CMAKE_COMMAND} -S ${work}/example -B ${work}/build -G Ninja
    -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_PREFIX_PATH=${work}/prefix)
run(${CMAKE_COMMAND} --build ${work}/build)
run(${SOURCE}/ci/exports ${work}/build/plugins/example/libferry_example.so)
if(NOT EXISTS ${work}/build/plugins/example/plugin.json)
    message(FATAL_ERROR "plugin.json does not stand beside the built plugin")
endif()

# Those without CMake ask pkg-config.
set(ENV{PKG_CONFIG_PATH} ${work}/prefix/share/pkgconfig)
execute_process(COMMAND pkg-config --cflags "ferry-plugin >= 1.0" OUTPUT_VARIABLE flags
    OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags}")
run(${CXX} -std=c++20 ${flags} -fsyntax-only ${work}/example/example.cpp)
