# Writes a text file as a C++ string: OUT, IN, NAME.
# SPDX-License-Identifier: Apache-2.0
file(READ ${IN} text)
file(WRITE ${OUT} "// Generated from server/openapi.json.\n#include \"server/http/openapi.hpp\"\n\nnamespace ferry::server {\n\n")
file(APPEND ${OUT} "const char* const ${NAME} = R\"text(${text})text\";\n\n} // namespace ferry::server\n")
