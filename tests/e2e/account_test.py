# Devices of one account and their server, as people use them.
# SPDX-License-Identifier: Apache-2.0
import re
import sqlite3
from pathlib import Path

from harness import EXAMPLE, FAILED, PASSWORD, Scratch, Server


class Account(Scratch):
    def setUp(self):
        super().setUp()
        self.server = Server(self)
        self.laptop = self.device("laptop")
        self.said = self.laptop.register(self.server)

    def devices(self, of=None):
        return {row["name"]: row for row in (of or self.laptop).json("devices")["devices"]}

    def test_a_windows_pc_without_ferry_becomes_a_device_and_its_apps_a_plan(self):
        self.laptop.run("import", EXAMPLE, "--device", "office-pc")
        self.laptop.run("sync")
        devices = self.devices()
        self.assertEqual(set(devices), {"laptop", "office-pc"})
        plan = self.laptop.json("plan", "office-pc")
        self.assertEqual((plan["from"], plan["to"]), ("office-pc", "laptop"))
        self.assertEqual(len(plan["lines"]), 44)
        for line in plan["lines"]:
            self.assertTrue(line["line"] in ("install", "present") or line["reason"], line)

    def test_a_second_device_sees_what_the_first_reported(self):
        self.laptop.run("sync")
        desktop = self.device("desktop")
        desktop.login(self.server)
        desktop.run("sync")
        shown = desktop.json("devices", "show", "laptop")
        mine = self.laptop.json("list", "--installer", "apt")["packages"]
        theirs = [row for row in shown["packages"] if row["installer"] == "apt"]
        self.assertEqual(sorted((row["id"], row["version"]) for row in theirs),
                         sorted((row["id"], row["version"]) for row in mine))

    def test_whoami_names_account_device_server_and_how_long_the_token_lives(self):
        me = self.laptop.json("whoami")
        self.assertEqual((me["account"], me["device"]["name"], me["server"]), ("ada", "laptop", self.server.url))
        self.assertRegex(me["token_expires"], r"^20\d\d-\d\d-\d\dT")

    def test_a_sync_with_nothing_new_sends_nothing(self):
        self.laptop.run("sync")
        self.assertIn("nothing is new", "".join(self.laptop.try_run("sync")[1:]).lower())

    def test_a_rename_is_seen_by_the_others(self):
        self.laptop.run("import", EXAMPLE, "--device", "office-pc")
        self.laptop.run("devices", "rename", "office-pc", "home-pc")
        self.assertEqual(set(self.devices()), {"laptop", "home-pc"})

    def test_a_revoked_device_is_told_at_its_next_word(self):
        desktop = self.device("desktop")
        desktop.login(self.server)
        self.laptop.run("sync")
        self.laptop.run("devices", "revoke", "desktop", "--yes")
        said = desktop.fails("sync")
        self.assertRegex(said, "ferry login")

    def test_log_out_and_in_again_keeps_the_device(self):
        self.laptop.run("sync")
        before = self.devices()["laptop"]
        self.laptop.run("logout")
        self.assertRegex(self.laptop.fails("sync"), "ferry (login|register)")
        self.laptop.login(self.server, device="laptop")
        self.laptop.run("sync")
        self.assertEqual(self.devices()["laptop"]["id"], before["id"])

    def test_a_wrong_password_and_an_unknown_account_get_the_same_words(self):
        desktop = self.device("desktop")
        wrong = desktop.login(self.server, password="wrong password here", exit_code=None)
        unknown = desktop.login(self.server, account="nobody", exit_code=None)
        self.assertEqual((wrong[0], unknown[0]), (FAILED, FAILED))
        self.assertEqual(wrong[2].replace("ada", "X"), unknown[2].replace("nobody", "X"))

    def test_an_account_that_is_taken_is_told(self):
        said = self.device("other").try_run("register", self.server.url, "--account", "ada", "--device", "d",
                                            "--password-stdin", stdin=PASSWORD)
        self.assertEqual(said[0], FAILED)
        self.assertIn("ada", said[2])

    def test_a_server_that_is_down_changes_nothing_here(self):
        self.laptop.run("import", EXAMPLE, "--device", "office-pc")
        self.laptop.run("sync")
        self.server.kill()
        said = self.laptop.fails("sync")
        self.assertIn(self.server.url.split("//")[1], said)
        self.assertEqual(self.laptop.json("plan", "office-pc")["from"], "office-pc")
        self.assertNotEqual(self.laptop.try_run("doctor")[0], 0)
        self.server.start()
        self.laptop.run("sync")

    def test_the_secrets_are_nowhere_but_where_they_belong(self):
        self.laptop.run("import", EXAMPLE, "--device", "office-pc")
        self.laptop.run("sync")
        code = re.search(r"(?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}", self.said)[0]
        tokens = [found for path in self.laptop.home.rglob("*") if path.is_file()
                  for found in re.findall(rb"ferry_[A-Za-z0-9_-]{20,}", path.read_bytes())]
        self.assertTrue(tokens)
        self.assertEqual(self.server.stop(), 0)
        stored = b"".join(path.read_bytes() for path in Path(self.server.data).rglob("*") if path.is_file())
        for secret in (PASSWORD.encode(), code.encode(), *tokens):
            self.assertNotIn(secret, stored)
            self.assertNotIn(secret, self.server.log().encode())
        for path in self.laptop.home.iterdir():
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)
        for path in self.laptop.home.rglob("*"):
            self.assertNotIn(PASSWORD.encode(), path.read_bytes() if path.is_file() else b"")


class DamagedMemory(Scratch):
    def test_a_damaged_memory_is_named_with_the_next_step_and_left_as_it_is(self):
        server, laptop = Server(self), self.device()
        laptop.register(server)
        memory = next(laptop.home.rglob("state.db"))
        memory.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
        said = laptop.fails("sync")
        self.assertIn(str(memory), said)
        self.assertEqual(memory.read_bytes()[16:20], b"\xff" * 4)
        laptop.run("list", "--installer", "apt")

    def test_a_memory_of_a_newer_ferry_is_not_touched(self):
        server, laptop = Server(self), self.device()
        laptop.register(server)
        memory = next(laptop.home.rglob("state.db"))
        with sqlite3.connect(memory) as database:
            database.execute("PRAGMA user_version = 999")
        self.assertIn("newer", laptop.fails("sync"))
