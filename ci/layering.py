# The rules that a compiler does not check: layers, owners of third-party headers, forbidden calls, file heads.
# SPDX-License-Identifier: Apache-2.0
"""python3 ci/layering.py ROOT prints "file:line: reason" per violation and exits 1 if there is one."""
import re
import sys
from pathlib import Path

# Folder -> the folders that it may include, besides itself. What is not listed is forbidden. Longest match wins.
LAYERS = {
    "sdk": "",
    "sdk/check": "sdk core/base core/model core/platform core/host",
    "core/base": "sdk",
    "core/model": "sdk core/base",
    "core/platform": "sdk core/base core/model",
    "core/formats": "sdk core/base core/model",
    "core/planner": "sdk core/base core/model",
    "core/identity": "sdk core/base core/model",
    "core/sqlite": "sdk core/base",
    "core/vault": "sdk core/base",
    "core/protocol": "sdk core/base core/model",
    "core/host": "sdk core/base core/model core/platform",
    "core/settings": "sdk core/base core/model core/platform core/vault core/identity",
    "core/depot": "sdk core/base core/model core/platform core/vault core/host core/settings",
    "core/state": "sdk core/base core/model core/platform core/protocol core/sqlite",
    "core/sync": "sdk core/base core/model core/platform core/protocol core/state core/vault",
    "core/apply": "sdk core/base core/model core/platform core/host core/planner core/settings core/state",
    "core/agent": "sdk core/base core/model core/platform core/apply core/state core/sync",
    "core/cli": "sdk core",
    "core/app": "sdk core",
    "plugins": "sdk plugins/kit",
    "plugins/kit": "sdk",
    "server/store": "sdk core/base core/model core/protocol core/vault",
    "server/store/sqlite": "sdk core/base core/model core/protocol core/platform core/vault core/sqlite server/store",
    "server/blobs": "sdk core/base core/platform core/vault",
    "server/service": "sdk core/base core/model core/protocol core/vault server/store server/blobs",
    "server/http": "sdk core/base core/model core/protocol core/platform core/vault server/service server/store server/blobs",
    "server/app": "sdk core/base core/model core/protocol core/platform core/vault core/sqlite server",
    "tests": "sdk core plugins server catalog",
}

# Third-party header -> the folders whose .cpp files may include it ("*": all). Tests may include any.
OWNERS = {
    r"nlohmann/json_fwd\.hpp": "*",
    r"nlohmann/.*": "*",
    r"rapidjson/.*": "plugins/kit",
    r"fmt/.*": "core/identity core/host core/state core/sync core/apply core/settings core/cli core/app server",
    r"boost/.*": "core/host/worker core/platform core/settings core/sync plugins/choco sdk/check",
    r"Poco/.*": "core/sync/network server",
    r"sodium(/.*|\.h)": "core/vault",
    r"zstd(_errors)?\.h": "core/protocol",
    r"sqlite3\.h": "core/sqlite plugins/kit",
    r"git2(/.*|\.h)": "core/identity/git",
    r"archive(_entry)?\.h": "core/settings",
    r"CLI/.*": "core/cli",
    r"plist/.*": "plugins/desktop",
    r"(libsecret|gio)/.*": "core/platform/libsecret",
    r"openssl/.*": "server/http server/app core/sync/network",
}
IN_HEADERS = {r"nlohmann/json_fwd\.hpp"}  # forward declarations: the one kind a header may show

OS_HEADERS = re.compile(
    r"(windows|winsock2|ws2tcpip|winreg|shellapi|shlobj|tlhelp32|aclapi|io|process|direct|unistd|fcntl|poll|spawn|pwd|grp"
    r"|termios|dirent|dlfcn|signal|sys/.*|arpa/.*|netinet/.*|netdb|pthread|mach/.*|mach-o/.*|linux/.*|CoreFoundation/.*|Security/.*)(\.h)$",
    re.IGNORECASE,
)
OS_SUFFIX = re.compile(r"_(posix|linux|macos|windows)\.(c|cpp|hpp)$")
OS_MACRO = re.compile(
    r"\b(_?WIN32|_?WIN64|__WIN\w+|__linux\w*|__unix\w*|__APPLE__|__MACH__|__MINGW\w+|__CYGWIN__|_MSC_VER|__FreeBSD__"
    r"|TARGET_OS_\w+|BOOST_OS_\w+|_POSIX_VERSION)\b"
)
EXPORT_MACRO_FILE = "sdk/include/ferry/plugin_abi.h"  # may ask for the OS once

FORBIDDEN = [
    (re.compile(r"(?<![\w.>])_?w?popen\s*\("), "popen reaches a shell; core/platform/process.hpp starts programs"),
    (re.compile(r"(?<![\w.>:])(?:std\s*::\s*|::\s*)?_?w?system\s*\("), "system reaches a shell; core/platform/process.hpp starts programs"),
    (re.compile(r"\bstd\s*::\s*(ranges\s*::\s*)?views\b"), "std::views is broken in clang 14; write the loop"),
    (re.compile(r"\bstd\s*::\s*(v?format(_to)?)\b"), "std::format is not in g++ 12; use fmt or append"),
    (re.compile(r"\bstd\s*::\s*jthread\b"), "std::jthread is not in clang 14's libc++; join in a destructor"),
    (re.compile(r"\bstd\s*::\s*shared_ptr\b"), "shared_ptr hides who owns; use a value, unique_ptr or a reference"),
]
HEADER_USING = re.compile(r"^using\s+namespace\b")

MAX_LINES = 500
CODE = {".c", ".h", ".cpp", ".hpp"}
HASH_HEADS = {".py", ".sh", ".cmake"}
TOPS = ("sdk", "core", "plugins", "server", "tests", "ci", "cmake", "catalog", ".ci")


def without_comments_and_strings(text):
    """The same text with comments and literals blanked, so that line numbers stay."""
    token = re.compile(
        r'R"(?P<d>[^()\\\s]{0,16})\(.*?\)(?P=d)"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'',
        re.DOTALL,
    )
    return token.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def layer_of(path):
    parts = path.split("/")
    for size in range(min(len(parts), 4), 0, -1):
        folder = "/".join(parts[:size])
        if folder in LAYERS:
            return folder
    return None


def inside(path, folders):
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def include_problem(path, target, quoted):
    """Why this file may not include this target, or None."""
    layer = layer_of(path)
    is_header = path.endswith((".h", ".hpp"))
    if target.startswith("ferry/"):
        target, quoted = "sdk/include/" + target, True
    if quoted:
        if "/" not in target or target.startswith("."):
            return f'"{target}": ours are included from the root ("core/base/text.hpp")'
        if layer == "plugins" and inside(target, ["/".join(path.split("/")[:2])]):
            return None  # its own folder; another plugin's is as far away as the host's
        if layer == "core/base" and target.startswith("sdk/") and not target.endswith("/result.hpp"):
            return f"core/base may include only ferry/result.hpp of the sdk, not {target}"
        allowed = LAYERS[layer].split()
        theirs = layer_of(target)
        is_own = theirs == layer and layer != "plugins"
        if not is_own and theirs not in allowed and target.split("/")[0] not in allowed:
            return f"{layer} may not include {target}"
        return None
    if layer == "tests":
        return None
    for pattern, owners in OWNERS.items():
        if re.fullmatch(pattern, target):
            if is_header and pattern not in IN_HEADERS:
                return f"<{target}> belongs in a .cpp, not in a header"
            if layer == "sdk" and not inside(path, ["sdk/check"]):
                return f"the sdk stands on the standard library alone, not on <{target}>"
            if owners != "*" and not inside(path, owners.split()):
                return f"<{target}> belongs to {owners}"
            return None
    if OS_HEADERS.fullmatch(target) and not OS_SUFFIX.search(path):
        return f"<{target}> is one system's; it belongs in a file named *_posix.cpp, *_linux.cpp, *_macos.cpp or *_windows.cpp"
    if "/" in target and not target.startswith("sys/") and not OS_HEADERS.fullmatch(target):
        return f"<{target}>: no folder owns this library; name its owner in ci/layering.py"
    return None


def code_problems(path, text):
    stripped = without_comments_and_strings(text).split("\n")
    os_questions = 0
    for number, (raw, line) in enumerate(zip(text.split("\n"), stripped), 1):
        include = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', raw)
        if include and line.lstrip().startswith("#"):
            why = include_problem(path, include[2], include[1] == '"')
            if why:
                yield number, why
            continue
        if re.match(r"\s*#\s*(el)?if", line) and OS_MACRO.search(line):
            os_questions += 1
            if path != EXPORT_MACRO_FILE or os_questions > 1:
                yield number, "a conditional on the system; choose a file by its suffix in CMake instead"
        for pattern, why in FORBIDDEN:
            if pattern.search(line):
                yield number, why
        if path.endswith((".h", ".hpp")) and HEADER_USING.match(line):
            yield number, "using namespace in a header reaches everyone who includes it"


def first_comment(lines, marks):
    """The lines of the comment that a file begins with; a block comment ends at its "*/"."""
    comment = []
    is_block = lines[0].startswith("/*") if lines else False
    for line in lines:
        if not is_block and not re.match(marks, line):
            break
        comment.append(line)
        if is_block and "*/" in line:
            break
    return comment


def head_problem(lines, marks):
    """The first comment says in its first line what the file is for, and names the licence."""
    comment = first_comment(lines[1:] if lines[0].startswith("#!") else lines, marks)
    if not comment or "SPDX" in comment[0] or not re.sub(marks, "", comment[0]).strip(" */"):
        return "the first line does not say what the file is for"
    if not any(re.match(r"\W*SPDX-License-Identifier: Apache-2\.0\b", line) for line in comment):
        return "no line with the SPDX-License-Identifier in the first comment"
    return None


def problems_in(root, path):
    text = (root / path).read_text(encoding="utf-8", errors="replace")
    lines = text.split("\n")
    suffix = Path(path).suffix
    if suffix in CODE:
        yield from code_problems(path, text)
        marks = r"\s*(//|/\*)"
    elif suffix == ".sql":
        marks = r"--"
    else:
        marks = r"#"
    why = head_problem(lines, marks)
    if why:
        yield 1, why
    if text.count("\n") > MAX_LINES:
        yield MAX_LINES + 1, f"{text.count(chr(10))} lines; a file of more than {MAX_LINES} has two subjects"


def is_ours(root, path):
    name = path.rsplit("/", 1)[-1]
    suffix = Path(path).suffix
    if inside(path, ["tests/fixtures"]):
        return False  # what other programs wrote
    if suffix in CODE or suffix in HASH_HEADS or suffix == ".sql" or name == "CMakeLists.txt":
        return True
    return suffix == "" and inside(path, ["ci", ".ci", "tests"]) and (root / path).read_bytes()[:2] == b"#!"


def check(root):
    """All violations below `root`, as "file:line: reason"."""
    root = Path(root)
    files = [root / "CMakeLists.txt"]
    for top in TOPS:
        files += sorted(p for p in (root / top).rglob("*") if p.is_file())
    found, count = [], 0
    for file in files:
        path = file.relative_to(root).as_posix()
        if not file.exists() or not is_ours(root, path):
            continue
        count += 1
        found += [f"{path}:{line}: {why}" for line, why in problems_in(root, path)]
    return found, count


if __name__ == "__main__":
    violations, checked = check(sys.argv[1])
    print("\n".join(violations), file=sys.stderr, end="\n" if violations else "")
    if violations or not checked:
        sys.exit(f"ci/layering: {len(violations)} violations in {checked} files")
    print(f"ci/layering: {checked} files keep to their layer")
