# The tutorial as a newcomer follows it: every command and file of it, in a scratch folder, with the installed SDK.
# SPDX-License-Identifier: Apache-2.0
import os
import re
import subprocess
import unittest
from pathlib import Path

from harness import BUILD, SOURCE, Scratch

BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Tutorial(Scratch):
    def setUp(self):
        super().setUp()
        if not os.path.exists("/usr/include/nlohmann/json.hpp"):
            raise unittest.SkipTest("needs nlohmann's JSON library")
        self.prefix = self.folder / "prefix"
        self.tool("cmake", "--install", BUILD, "--prefix", self.prefix)
        self.where = self.folder / "scratch"
        self.where.mkdir()
        self.environment = {"PATH": f"{self.prefix}/bin:{os.environ['PATH']}", "HOME": str(self.folder),
                            "FERRY_HOME": str(self.folder / "home"), "FERRY_KEY_STORE": "file",
                            "CMAKE_PREFIX_PATH": str(self.prefix), "LC_ALL": "C.UTF-8"}

    def tool(self, *argv):
        subprocess.run(list(map(str, argv)), check=True, capture_output=True)

    def type_in(self, commands):
        """As in one terminal: a folder that was entered stays entered."""
        script = f"{commands}\npwd > '{self.folder}/pwd'"
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=self.where, text=True, env=self.environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, 0, f"{commands}\n{done.stdout}")
        self.where = Path((self.folder / "pwd").read_text().strip())
        return done.stdout

    def test_followed_word_by_word_it_gives_a_plugin_that_conforms_and_lists(self):
        text = (self.prefix / "share/ferry/sdk/doc/writing-a-plugin.md").read_text(encoding="utf-8")
        printed = ""
        kinds = set()
        for kind, name, body in BLOCK.findall(text):
            kinds.add(kind)
            if kind == "sh":
                printed = self.type_in(body)
            elif kind == "text":
                for line in body.splitlines():
                    self.assertIn(line, printed)
            else:
                (self.where / name).write_text(body, encoding="utf-8")
        self.assertEqual(kinds, {"sh", "text", "json", "cpp", "cmake"})

    def test_every_name_of_a_project_builds_and_conforms(self):
        self.type_in("ferry plugin new my-tool-2\n"
                     "cmake -S my-tool-2 -B build -G Ninja && cmake --build build && ctest --test-dir build\n"
                     "ferry plugin new plain --c\n"
                     "cmake -S plain -B build-c -G Ninja && cmake --build build-c && ctest --test-dir build-c\n")

    def test_a_name_that_is_none_or_taken_is_refused(self):
        (self.where / "npm").mkdir()
        for name, words in (("npm", "here already"), ("Npm", "is no name"), ("../x", "is no name"), ("-x", "")):
            done = subprocess.run([f"{self.prefix}/bin/ferry", "plugin", "new", name], cwd=self.where, text=True,
                                  env=self.environment, capture_output=True)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(words, done.stderr)
        self.assertEqual(os.listdir(self.where), ["npm"])
