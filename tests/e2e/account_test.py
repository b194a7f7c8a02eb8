# Devices of one account and their server, as people use them.
# SPDX-License-Identifier: Apache-2.0
import json
import re
import sqlite3
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from harness import EXAMPLE, FAILED, PASSWORD, Scratch, Server

NEW_PASSWORD = "another horse, other battery"
CODE = r"(?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}"


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
        said = self.laptop.run("devices", "revoke", "desktop", "--yes", "--password-stdin", stdin=PASSWORD)
        self.assertRegex(said, f"^{CODE}\n$")
        self.assertRegex(desktop.fails("sync"), "ferry login")

    def test_a_new_device_comes_in_by_eight_words(self):
        desktop = self.device("desktop")
        waiting = desktop.start("login", self.server.url, "--pair", "--device", "desktop")
        words = waiting.stdout.readline()
        self.assertRegex(words, r"^([a-z]{5} ){7}[a-z]{5}\n$")
        self.assertIn("7 words", self.laptop.fails("devices", "pair", "--yes", "--words-stdin", stdin=words[6:]))
        self.laptop.run("devices", "pair", "--yes", "--words-stdin", stdin=words)
        _, said = waiting.communicate(timeout=30)
        self.assertEqual(waiting.returncode, 0, said)
        self.assertIn("Logged in to ada", said)
        desktop.run("sync")
        self.assertEqual(set(self.devices(desktop)), {"laptop", "desktop"})
        self.assertEqual(self.server.stop(), 0)
        stored = b"".join(path.read_bytes() for path in Path(self.server.data).rglob("*") if path.is_file())
        for word in words.split():
            # By themselves: five letters may be a part of anything.
            alone = rf"(?<![A-Za-z0-9+/]){word}(?![A-Za-z0-9+/])"
            self.assertNotRegex(stored, alone.encode())
            self.assertNotRegex(self.server.log(), alone)

    def test_a_login_needs_a_name_or_a_pairing(self):
        said = self.device("desktop").fails("login", self.server.url, exit_code=2)
        self.assertIn("--account NAME or --pair", said)

    def test_a_device_can_be_revoked_in_haste_without_the_password(self):
        desktop = self.device("desktop")
        desktop.login(self.server)
        self.laptop.run("devices", "revoke", "desktop", "--yes", "--keep-key")
        self.assertRegex(desktop.fails("sync"), "ferry login")

    def test_a_wrong_password_revokes_nothing(self):
        desktop = self.device("desktop")
        desktop.login(self.server)
        said = self.laptop.fails("devices", "revoke", "desktop", "--yes", "--password-stdin", stdin="wrong password x")
        self.assertIn("password is wrong", said)
        desktop.run("sync")

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
        code = re.search(CODE, self.said)[0]
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


class Keys(Scratch):
    """Changing and recovering what opens an account, and ending it."""

    def setUp(self):
        super().setUp()
        self.server = Server(self)
        self.laptop = self.device("laptop")
        self.code = re.search(CODE, self.laptop.register(self.server))[0]

    def second_device(self, name="desktop", **options):
        desktop = self.device(name)
        desktop.login(self.server, device=name, **options)
        return desktop

    def recover(self, device, code, password=NEW_PASSWORD, name="desktop"):
        return device.try_run("account", "recover", self.server.url, "--account", "ada", "--device", name,
                              "--recovery-stdin", stdin=f"{code}\n{password}\n")

    def refused(self, password, account="ada"):
        code, out, err = self.device("stranger").login(self.server, account, "stranger", password, exit_code=None)
        self.assertEqual((code, out), (FAILED, ""))
        return err

    def test_a_new_password_lets_in_and_the_old_one_does_not(self):
        desktop = self.second_device()
        self.laptop.run("account", "password", "--password-stdin", stdin=f"{PASSWORD}\n{NEW_PASSWORD}\n")
        self.assertIn("password is wrong", self.refused(PASSWORD))
        self.second_device("tower", password=NEW_PASSWORD).run("sync")
        for device in (self.laptop, desktop):
            device.run("sync")

    def test_a_wrong_present_password_changes_nothing(self):
        said = self.laptop.fails("account", "password", "--password-stdin",
                                 stdin=f"not the password\n{NEW_PASSWORD}\n")
        self.assertIn("password is wrong", said)
        self.second_device()

    def test_a_new_password_that_is_missing_or_short_is_named(self):
        words = ("account", "password", "--password-stdin")
        self.assertIn("stdin ends before the new password", self.laptop.fails(*words, stdin=PASSWORD + "\n"))
        self.assertIn("new password is shorter than 12", self.laptop.fails(*words, stdin=f"{PASSWORD}\nshort\n"))
        self.assertIn("--password-stdin", self.laptop.fails("account", "password"))

    def test_the_recovery_code_brings_a_new_device_in_and_everything_anew(self):
        self.laptop.run("sync")
        desktop = self.device("desktop")
        code, out, err = self.recover(desktop, self.code.lower().replace("-", " "))
        self.assertEqual(code, 0, err)
        fresh = re.fullmatch(CODE, out.strip())[0]
        self.assertNotEqual(fresh, self.code)
        desktop.run("sync")
        desktop.run("devices", "show", "laptop")
        self.laptop.run("sync")
        self.assertIn("password is wrong", self.refused(PASSWORD))
        self.second_device("tower", password=NEW_PASSWORD)
        self.assertIn("recovery code is wrong", self.recover(self.device("b"), self.code, name="b")[2])
        self.assertEqual(self.recover(self.device("c"), fresh, name="c")[0], 0)

    def test_all_devices_hold_the_same_account_key_after_a_recovery(self):
        desktop = self.device("desktop")
        self.recover(desktop, self.code)
        keys = {json.loads(next(device.home.rglob("credentials.json")).read_text())["account_key"]
                for device in (self.laptop, desktop, self.second_device("tower", password=NEW_PASSWORD))}
        self.assertEqual(len(keys), 1)

    def test_a_wrong_code_and_an_unknown_account_get_the_same_words(self):
        other = "0" + self.code[1:] if self.code[0] != "0" else "1" + self.code[1:]
        wrong = self.recover(self.device("a"), other)
        self.assertEqual(wrong[0], FAILED)
        unknown = self.device("b").fails("account", "recover", self.server.url, "--account", "nobody",
                                         "--recovery-stdin", stdin=f"{self.code}\n{NEW_PASSWORD}\n")
        self.assertEqual(wrong[2], unknown)
        self.assertIn("recovery code has 4 characters", self.recover(self.device("c"), "ABCD")[2])

    def test_a_new_recovery_code_takes_the_place_of_the_old_one(self):
        said = self.laptop.run("account", "recovery-code", "--password-stdin", stdin=PASSWORD + "\n")
        fresh = re.fullmatch(CODE, said.strip())[0]
        self.assertEqual(self.recover(self.device("a"), self.code, name="a")[0], FAILED)
        self.assertEqual(self.recover(self.device("b"), fresh, name="b")[0], 0)

    def test_an_account_of_before_says_how_to_get_a_code_that_works(self):
        self.server.stop()
        with sqlite3.connect(self.server.data / "ferryd.db") as database:
            database.execute("UPDATE account SET recovery_public = NULL")
        database.close()
        self.server.start()
        self.assertIn("ferry account recovery-code", self.recover(self.device("a"), self.code)[2])
        self.laptop.run("account", "recovery-code", "--password-stdin", stdin=PASSWORD + "\n")

    def test_a_deleted_account_leaves_nothing_and_its_devices_are_told(self):
        self.laptop.run("import", EXAMPLE, "--device", "office-pc")
        self.laptop.run("sync")
        desktop = self.second_device()
        desktop.run("sync")
        me = self.laptop.json("whoami")
        ids = [row["id"] for row in self.laptop.json("devices")["devices"]]
        self.laptop.run("account", "delete", "--yes", "--password-stdin", stdin=PASSWORD + "\n")
        said = desktop.fails("sync")
        self.assertIn("ferry login", said)
        self.assertIn("not logged in", self.laptop.fails("whoami"))
        self.assertIn("password is wrong", self.refused(PASSWORD))
        self.assertEqual(self.server.stop(), 0)
        with sqlite3.connect(self.server.data / "ferryd.db") as database:
            account = [me["account"], "office-pc", "laptop", "desktop", *ids]
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            self.assertGreaterEqual(len(tables), 11)
            rows = {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
        database.close()
        self.assertEqual({table for table, found in rows.items() if found}, {"setting"})
        for word in account:
            self.assertNotIn(word, repr(rows))
        bytes_left = b"".join(path.read_bytes() for path in self.server.data.rglob("*") if path.is_file())
        for word in (me["account"], "office-pc", *ids):
            self.assertNotIn(word.encode(), bytes_left)
        self.server.start()
        self.laptop.register(self.server)

    def test_deleting_ends_those_who_wait_for_changes_within_a_second(self):
        desktop = self.second_device()
        token = json.loads(next(desktop.home.rglob("credentials.json")).read_text())["token"]
        newest = self.ask(token, "/v1/changes?since=0")[1]["next"]
        ended = []
        poll = threading.Thread(target=lambda: ended.append(
            (self.ask(token, f"/v1/changes?since={newest}&wait=60")[0], time.monotonic())))
        poll.start()
        time.sleep(0.3)
        self.laptop.run("account", "delete", "--yes", "--password-stdin", stdin=PASSWORD + "\n")
        gone = time.monotonic()
        poll.join(30)
        self.assertEqual([status for status, _ in ended], [401])
        self.assertLess(ended[0][1] - gone, 1)

    def ask(self, token, target):
        request = urllib.request.Request(self.server.url + target, headers={"Authorization": f"Bearer {token}"})
        try:
            with urllib.request.urlopen(request, timeout=70) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, None

    def test_an_export_has_what_the_devices_reported(self):
        self.laptop.run("import", EXAMPLE, "--device", "office-pc")
        self.laptop.run("sync")
        file = self.folder / "account.json"
        self.laptop.run("account", "export", file)
        self.assertEqual(file.stat().st_mode & 0o077, 0)
        exported = json.loads(file.read_text(encoding="utf-8"))
        self.assertEqual((exported["account"]["name"], exported["account"]["server"]), ("ada", self.server.url))
        found = {device["name"]: device for device in exported["devices"]}
        self.assertEqual(set(found), {"laptop", "office-pc"})
        self.assertEqual(sum(len(one["packages"]) for one in found["office-pc"]["inventories"]), 44)
        self.assertEqual(exported["history"], [])

    def test_the_log_tells_what_was_done_and_that_it_was_altered(self):
        desktop = self.second_device()
        self.laptop.run("devices", "rename", "desktop", "tower")
        self.laptop.run("account", "password", "--password-stdin", stdin=f"{PASSWORD}\n{NEW_PASSWORD}\n")
        self.laptop.run("devices", "revoke", "tower", "--yes", "--password-stdin", stdin=NEW_PASSWORD)
        log = self.laptop.json("account", "log")
        self.assertEqual([row["action"] for row in log["entries"]],
                         ["registered", "login-new-device", "device-renamed", "password-changed",
                          "account-key-changed"])
        self.assertEqual(log["entries"][1]["device"]["name"], "tower")
        self.assertIsNone(log["first_altered"])
        self.assertRegex(self.laptop.run("account", "log"), r"(?m)^WHEN +DEVICE +WHAT$(.|\n)* laptop +made a new account key and revoked tower$")
        file = self.folder / "account.json"
        self.laptop.run("account", "export", file)
        exported = json.loads(file.read_text(encoding="utf-8"))["log"]
        self.assertEqual([row["hash"] for row in exported["entries"]], [row["hash"] for row in log["entries"]])
        self.server.stop()
        store = sqlite3.connect(next(Path(self.server.data).rglob("*.db")))
        with store:
            store.execute("UPDATE audit SET detail = 'mine' WHERE sequence = 3")
        store.close()
        self.server.start()
        code, out, err = self.laptop.try_run("account", "log")
        self.assertEqual(code, FAILED)
        self.assertIn("The log was altered: entry 3", err)

    def test_deleting_wants_the_password_and_someone_who_is_sure(self):
        self.assertIn("--yes with --password-stdin",
                      self.laptop.fails("account", "delete", "--password-stdin", stdin=PASSWORD + "\n"))
        self.assertIn("password is wrong", self.laptop.fails("account", "delete", "--yes", "--password-stdin",
                                                             stdin="not the password\n"))
        self.laptop.run("account", "delete", "--yes", "--dry-run")
        self.laptop.run("sync")


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
