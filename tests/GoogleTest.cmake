# GoogleTest: the system's library natively, its sources from the same package when cross-compiling.
# SPDX-License-Identifier: Apache-2.0
if(CMAKE_CROSSCOMPILING)
    set(FERRY_GOOGLETEST_SOURCE /usr/src/googletest CACHE PATH "GoogleTest's sources")
    set(INSTALL_GTEST OFF)
    # Brings GTest::gmock and GTest::gtest_main, the names that find_package gives natively.
    add_subdirectory(${FERRY_GOOGLETEST_SOURCE} ${CMAKE_BINARY_DIR}/googletest EXCLUDE_FROM_ALL)
endif()
