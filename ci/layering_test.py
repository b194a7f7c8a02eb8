# Plants one violation at a time in a small tree and expects ci/layering.py to name it, and nothing else.
# SPDX-License-Identifier: Apache-2.0
import sys
import tempfile
from pathlib import Path

import layering

HEAD = "// Says what it is for.\n// SPDX-License-Identifier: Apache-2.0\n"
ABI = "sdk/include/ferry/plugin_abi.h"

# What a file may contain, however suspicious it looks: no word of these is a violation.
INNOCENT = {
    "core/model/ids.cpp": HEAD + '#include "core/model/ids.hpp"\n\n#include "core/base/text.hpp"\n\n#include <ferry/result.hpp>\n\n#include <string>\n',
    "core/base/json.cpp": HEAD + "#include <nlohmann/json.hpp>\n#include <system_error>\n",
    "core/base/json.hpp": HEAD + "#pragma once\n#include <nlohmann/json_fwd.hpp>\n",
    "core/base/words.cpp": HEAD + '// never popen() or system("x"), nor std::format\nconst char* word = "system(1)"; /* std::views */\n'
    "auto a = facts.system(); auto b = facts->system(); int c = 1\'000; std::error_code d(1, std::system_category());\n",
    "core/platform/process_posix.cpp": HEAD + "#include <sys/wait.h>\n#include <unistd.h>\n",
    "core/cli/list.cpp": HEAD + '#include "core/identity/catalog.hpp"\n#include <CLI/CLI.hpp>\n#include <fmt/format.h>\n',
    "plugins/apt/apt.cpp": HEAD + '#include "plugins/apt/status.hpp"\n\n#include <ferry/plugin.hpp>\n',
    "server/http/router.cpp": HEAD + '#include "server/service/accounts.hpp"\n#include <Poco/Net/HTTPServer.h>\n',
    "tests/unit/apt_test.cpp": HEAD + '#include "plugins/apt/status.hpp"\n#include <unistd.h>\n#include <gtest/gtest.h>\n',
    "tests/fixtures/strange.h": "#ifdef _WIN32\n",
    ABI: "/* Says what it is for.\n * SPDX-License-Identifier: Apache-2.0 */\n#if defined(_WIN32)\n#endif\n",
    "ci/tool": "#!/bin/sh\n# Says what it is for.\n# SPDX-License-Identifier: Apache-2.0\n",
    "server/sql/schema/01-accounts.sql": "-- Says what it is for.\n-- SPDX-License-Identifier: Apache-2.0\n",
}

# file, its content below the head, a word of the reason that must be given for line 3 (or the line named)
PLANTS = [
    ("core/base/a.cpp", '#include "core/model/ids.hpp"', "core/base may not include core/model/ids.hpp"),
    ("core/base/a.cpp", "#include <ferry/plugin.hpp>", "only ferry/result.hpp"),
    ("core/model/a.cpp", '#include "core/platform/files.hpp"', "may not include"),
    ("core/planner/a.cpp", '#include "core/host/installers.hpp"', "may not include"),
    ("core/vault/a.cpp", '#include "core/model/ids.hpp"', "may not include"),
    ("core/sync/a.cpp", '#include "core/host/installers.hpp"', "may not include"),
    ("core/apply/a.cpp", '#include "core/sync/client.hpp"', "may not include"),
    ("core/cli/a.cpp", '#include "server/service/accounts.hpp"', "may not include"),
    ("core/model/a.cpp", '#include "ids.hpp"', "from the root"),
    ("core/model/a.cpp", '#include "../base/text.hpp"', "from the root"),
    ("plugins/apt/a.cpp", '#include "core/base/text.hpp"', "may not include"),
    ("plugins/apt/a.cpp", '#include "plugins/dnf/lines.hpp"', "may not include"),
    ("sdk/include/ferry/a.hpp", '#include "core/base/text.hpp"', "may not include"),
    ("sdk/include/ferry/a.hpp", "#include <nlohmann/json_fwd.hpp>", "standard library alone"),
    ("server/service/a.cpp", '#include "server/http/router.hpp"', "may not include"),
    ("server/service/a.cpp", '#include "server/store/sqlite/accounts.hpp"', "may not include"),
    ("server/http/a.cpp", '#include "core/sqlite/database.hpp"', "may not include"),
    ("core/sync/a.cpp", '#include "server/store/accounts.hpp"', "may not include"),
    ("core/base/a.hpp", "#include <nlohmann/json.hpp>", "belongs in a .cpp"),
    ("core/cli/a.hpp", "#include <fmt/format.h>", "belongs in a .cpp"),
    ("core/model/a.cpp", "#include <fmt/format.h>", "belongs to"),
    ("core/host/a.cpp", "#include <boost/dll.hpp>", "belongs to core/host/worker"),
    ("core/cli/a.cpp", "#include <Poco/URI.h>", "belongs to core/sync"),
    ("server/service/a.cpp", "#include <sodium.h>", "belongs to core/vault"),
    ("server/http/a.cpp", "#include <zstd.h>", "belongs to core/protocol"),
    ("server/store/sqlite/a.cpp", "#include <sqlite3.h>", "belongs to core/sqlite"),
    ("core/identity/a.cpp", "#include <git2.h>", "belongs to core/identity/git"),
    ("core/app/a.cpp", "#include <CLI/CLI.hpp>", "belongs to core/cli"),
    ("core/base/a.cpp", "#include <curl/curl.h>", "no folder owns"),
    ("core/platform/process.cpp", "#include <unistd.h>", "one system's"),
    ("core/host/a.cpp", "#include <sys/socket.h>", "one system's"),
    ("core/host/a.cpp", "#include <Windows.h>", "one system's"),
    ("core/platform/a.cpp", "#ifdef _WIN32\n#endif", "conditional on the system"),
    ("core/platform/a_posix.cpp", "#if defined(__linux__)\n#endif", "conditional on the system"),
    ("tests/unit/a.cpp", "#  ifndef __APPLE__\n#endif", "conditional on the system"),
    ("core/host/a.cpp", 'auto* pipe = popen("ls", "r");', "reaches a shell"),
    ("core/host/a.cpp", 'system("ls");', "reaches a shell"),
    ("core/host/a.cpp", 'int x = std::system("ls");', "reaches a shell"),
    ("core/host/a.cpp", 'int x = ::system ("ls");', "reaches a shell"),
    ("core/host/a_windows.cpp", 'int x = _wsystem(L"ls");', "reaches a shell"),
    ("core/base/a.cpp", "for (auto x : std::views::iota(1)) {}", "std::views"),
    ("core/base/a.cpp", "for (auto x : std::ranges::views::iota(1)) {}", "std::views"),
    ("core/base/a.cpp", 'auto s = std::format("{}", 1);', "std::format"),
    ("core/base/a.cpp", "std::jthread t;", "jthread"),
    ("core/base/a.hpp", "std::shared_ptr<int> p;", "shared_ptr"),
    ("core/base/a.hpp", "using namespace std;", "reaches everyone"),
]

WHOLE_FILES = [
    ("core/base/a.cpp", "#include <string>\n", "core/base/a.cpp:1: the first line does not say"),
    ("core/base/a.cpp", "// SPDX-License-Identifier: Apache-2.0\n", "core/base/a.cpp:1: the first line does not say"),
    ("core/base/a.cpp", "//\n// SPDX-License-Identifier: Apache-2.0\n", "core/base/a.cpp:1: the first line does not say"),
    ("core/base/a.cpp", "// Says what it is for.\n", "core/base/a.cpp:1: no line with the SPDX"),
    ("core/base/a.cpp", "// Says what it is for. SPDX-License-Identifier: Apache-2.0\n", "core/base/a.cpp:1: the first line does not say"),
    ("core/base/a.cpp", "// Says what it\n// is for. SPDX-License-Identifier: Apache-2.0\n", "core/base/a.cpp:1: no line with the SPDX"),
    ("ci/tool", "#!/bin/sh\necho\n", "ci/tool:1: the first line does not say"),
    ("cmake/a.cmake", "set(x 1)\n", "cmake/a.cmake:1: the first line does not say"),
    ("server/sql/schema/a.sql", "create table a (b);\n", "server/sql/schema/a.sql:1: the first line does not say"),
    ("core/base/a.cpp", HEAD + "\n" * 500, "core/base/a.cpp:501: 502 lines"),
    (ABI, INNOCENT[ABI] + "#ifdef __APPLE__\n#endif\n", f"{ABI}:5: a conditional on the system"),
]


def check_tree(files):
    with tempfile.TemporaryDirectory() as root:
        for path, content in files.items():
            file = Path(root, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        return layering.check(root)


def failures():
    found, checked = check_tree(INNOCENT)
    if found or checked != len(INNOCENT) - 1:
        yield f"innocent files: {checked} checked, {found}"
    whole = WHOLE_FILES + [(path, HEAD + text + "\n", f"{path}:3: ") for path, text, _ in PLANTS]
    words = [reason for *_, reason in WHOLE_FILES] + [reason for *_, reason in PLANTS]
    for (path, content, place), word in zip(whole, words):
        found, _ = check_tree({path: content})
        if len(found) != 1 or not found[0].startswith(place) or word not in found[0]:
            yield f"planted in {path}: {content.splitlines()[-1]!r}; expected {place!r} and {word!r}, found {found}"


if __name__ == "__main__":
    broken = list(failures())
    if broken:
        sys.exit("ci/layering: the self-test failed\n" + "\n".join(broken))
