# Writes the SQL files, in the order of their names, as one C++ string.
# SPDX-License-Identifier: Apache-2.0
string(REPLACE " " ";" files "${FILES}")
list(SORT files)
set(text "// Generated from server/sql/schema.\nextern const char* const kSchemaSql;\nconst char* const kSchemaSql =\n")
foreach(file IN LISTS files)
    file(READ ${file} sql)
    string(APPEND text "R\"sql(${sql})sql\"\n")
endforeach()
file(WRITE ${OUT} "${text};\n")
