# ferry-plugin-check against one sound plugin and sixteen faulty ones.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree
from pathlib import Path

BUILD = Path(os.environ["FERRY_BUILD_DIR"])
CHECKER = BUILD / "bin/ferry-plugin-check"
# What each fault must be found by; a plugin may break other rules with it.
RULES = {"ABI": "abi", "SURVIVES": "survives", "EXITS": "survives", "HANGS": "survives",
         "EMPTY_MACHINE": "empty-machine", "TRANSCRIPTS": "transcripts", "IDS": "ids", "ORDER": "order",
         "FAILURES_ONCE": "failures-once", "OUTCOMES": "outcomes", "NO_WRITE": "no-write", "WRITES_ITSELF": "no-write",
         "HOSTILE_IDS": "hostile-ids", "CANCEL": "cancel", "TIME_LIMIT": "time-limit", "MALFORMED": "malformed"}


def check(folder, *words):
    return subprocess.run([CHECKER, folder, "--limit", "3", *words], capture_output=True, text=True, check=False)


def failed_rules(folder):
    done = check(folder, "--json")
    return done.returncode, {rule["rule"] for rule in json.loads(done.stdout)["rules"] if rule["outcome"] == "failed"}


class PluginCheck(unittest.TestCase):
    def test_a_sound_plugin_passes_every_rule(self):
        done = check(BUILD / "faulty/NONE")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("16 rules passed, 0 failed, 0 skipped", done.stdout)

    def test_each_broken_promise_is_found_by_its_rule(self):
        for fault, rule in RULES.items():
            with self.subTest(fault):
                code, failed = failed_rules(BUILD / "faulty" / fault)
                self.assertEqual(code, 1)
                self.assertIn(rule, failed)

    def test_what_needs_no_process_is_found_too(self):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "plugin"
            shutil.copytree(BUILD / "faulty/NONE", folder)
            shutil.rmtree(folder / "samples")
            self.assertEqual(failed_rules(folder), (1, {"samples"}))
            manifest = (folder / "plugin.json").read_text()
            (folder / "plugin.json").write_text(manifest.replace('"systems"', '"system"'))
            self.assertIn("metadata", failed_rules(folder / "libferry_faulty.so")[1])

    def test_the_report_for_a_ci_server_is_junit(self):
        with tempfile.TemporaryDirectory() as scratch:
            report = Path(scratch) / "report.xml"
            check(BUILD / "faulty/IDS", "--junit", report)
            suite = xml.etree.ElementTree.parse(report).getroot()
            cases = {case.get("name").split(":")[0]: case.find("failure") is not None for case in suite.iter("testcase")}
            self.assertEqual(len(cases), 16)
            self.assertTrue(cases["ids"])
            self.assertFalse(cases["order"])

    def test_ferry_runs_it_too(self):
        done = subprocess.run([BUILD / "bin/ferry", "plugin", "check", BUILD / "faulty/IDS"], capture_output=True,
                              text=True, check=False, env=os.environ | {"FERRY_HOME": tempfile.gettempdir(), "FERRY_KEY_STORE": "file"})
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, "failed +ids")
