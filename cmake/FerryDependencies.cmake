# What the folders need from outside; ci/deps installs it. Nothing is downloaded at configure time.
# SPDX-License-Identifier: Apache-2.0
find_package(Threads REQUIRED)
if(CMAKE_CROSSCOMPILING)
    # Header-only libraries: this machine's copies serve. The compiler sees it through a folder of its
    # own, since the rest of /usr/include belongs to another system.
    find_path(FERRY_JSON_HEADERS nlohmann/json.hpp REQUIRED PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH)
    file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/include)
    file(CREATE_LINK ${FERRY_JSON_HEADERS}/nlohmann ${CMAKE_BINARY_DIR}/include/nlohmann SYMBOLIC)
    add_library(nlohmann_json::nlohmann_json INTERFACE IMPORTED)
    target_include_directories(nlohmann_json::nlohmann_json INTERFACE ${CMAKE_BINARY_DIR}/include)
    find_path(FERRY_BOOST_HEADERS boost/property_tree/ptree.hpp REQUIRED PATHS /usr/include
        NO_CMAKE_FIND_ROOT_PATH)
    file(CREATE_LINK ${FERRY_BOOST_HEADERS}/boost ${CMAKE_BINARY_DIR}/include/boost SYMBOLIC)
    add_library(Boost::headers INTERFACE IMPORTED)
    target_include_directories(Boost::headers INTERFACE ${CMAKE_BINARY_DIR}/include)
else()
    find_package(nlohmann_json 3.11 REQUIRED)
endif()
if(NOT FERRY_PORTABLE_ONLY)
    find_package(Boost 1.74 REQUIRED) # headers only
    find_package(fmt REQUIRED)
    find_package(Poco 1.11 REQUIRED COMPONENTS Foundation Net Util NetSSL)
    find_package(SQLite3 REQUIRED)
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
    pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
    pkg_check_modules(libarchive REQUIRED IMPORTED_TARGET libarchive)
    pkg_check_modules(libgit2 REQUIRED IMPORTED_TARGET libgit2)
    find_path(CLI11_INCLUDE_DIR CLI/CLI.hpp REQUIRED)
endif()
if(FERRY_TESTS AND NOT CMAKE_CROSSCOMPILING)
    find_package(GTest)
    if(NOT GTest_FOUND) # ci/try builds Ferry on a machine that has no test library
        message(NOTICE "No GoogleTest here, so no tests are built; ci/deps test installs it.")
        set(FERRY_TESTS OFF)
    endif()
endif()
