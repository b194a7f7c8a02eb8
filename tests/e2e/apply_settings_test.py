# Software comes over and its settings with it: offered after the run, restored or kept, and undone.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import pty
import select
import time

from apt_tree import AptTree
from harness import DONE, FERRY, PARTLY, Scratch, Server

GIT = "[user]\n\tname = Ada\n"
OTHER = "[user]\n\tname = Nobody\n"


class ApplySettings(Scratch):
    """desktop has git and vim with settings; laptop has neither."""

    def setUp(self):
        super().setUp()
        self.server = Server(self)
        self.desktop, self.laptop = self.computer("desktop"), self.computer("laptop")
        self.desktop.register(self.server, device="desktop")
        self.desktop.run("install", "git", "vim", "--yes")
        self.put(self.desktop, ".gitconfig", GIT)
        self.put(self.desktop, ".vimrc", "set ruler\n")
        self.desktop.run("sync")
        self.laptop.login(self.server, device="laptop")
        self.laptop.run("sync")

    def computer(self, name):
        folder = self.folder / f"{name}-tree"
        folder.mkdir()
        tree = AptTree(folder)
        tree.publish("git", "vim")
        device = self.device(name, root=tree.root, environment=tree.environment)
        device.tree, device.person = tree, tree.root / "home/ada"
        device.person.mkdir(parents=True)
        return device

    def put(self, device, path, content):
        (device.person / path).write_text(content)

    def text(self, path):
        file = self.laptop.person / path
        return file.read_text() if file.exists() else None

    def push(self, *names):
        self.desktop.run("settings", "push", *(names or ("git", "vim")), "--yes")

    def apply(self, *words, exit_code=DONE):
        code, out, err = self.laptop.try_run("apply", "desktop", "--yes", *words)
        self.assertEqual(code, exit_code, out + err)
        return out, err

    def events(self, *words, exit_code=DONE):
        out, _ = self.apply("--json", *words, exit_code=exit_code)
        return [json.loads(line) for line in out.splitlines()]

    def test_settings_are_restored_after_the_installation_and_undone(self):
        self.push()
        self.put(self.laptop, ".gitconfig", OTHER)
        _, said = self.apply("--settings", "restore")
        self.assertEqual(set(self.laptop.tree.installed()), {"git", "vim"})
        self.assertEqual((self.text(".gitconfig"), self.text(".vimrc")), (GIT, "set ruler\n"))
        self.assertLess(said.index("install apt:git: ok"), said.index("ferry settings undo git takes them back"))
        for name in ("git", "vim"):
            self.laptop.run("settings", "undo", name)
        self.assertEqual((self.text(".gitconfig"), self.text(".vimrc")), (OTHER, None))

    def test_yes_alone_restores_nothing_and_says_what_waits(self):
        self.push()
        _, said = self.apply()
        self.assertIn("has settings of git, vim that differ from those here; ferry settings pull git vim", said)
        self.assertIsNone(self.text(".gitconfig"))
        self.assertNotIn("settings", self.apply("--settings", "keep")[1])

    def test_events_come_before_the_summary(self):
        self.push("git")
        events = self.events("--settings", "restore")
        self.assertEqual(events[-1]["event"], "summary")
        row = events[-2]
        self.assertEqual([row[name] for name in ("event", "software", "device", "result", "written", "message")],
                         ["settings", "git", "desktop", "restored", 1, None])
        self.assertEqual([event["event"] for event in self.events("--settings", "restore")], [])

    def test_what_is_present_is_offered_too(self):
        self.apply()
        self.push()
        kept = [event for event in self.events() if event["event"] == "settings"]
        self.assertEqual([(event["software"], event["result"]) for event in kept], [("git", "kept"), ("vim", "kept")])
        self.apply("--settings", "restore")
        self.assertEqual(self.text(".gitconfig"), GIT)

    def test_only_and_except_hold_for_settings_too(self):
        self.apply()
        self.push()
        self.assertEqual(self.offered("--only", "vim"), ["vim"])
        self.assertEqual(self.offered("--except", "vim"), ["git"])

    def offered(self, *words):
        return [event["software"] for event in self.events(*words) if event["event"] == "settings"]

    def test_without_an_account_a_network_or_a_bundle_no_word_is_said(self):
        without_bundle = self.apply("--only", "git")[1]
        self.push()
        self.assertEqual(self.server.stop(), 0)
        without_network = self.apply("--only", "vim")[1]
        for said in (without_bundle, without_network):
            self.assertNotIn("ettings", said)
        self.assertIn("settings were not restored", self.apply("--settings", "restore", exit_code=PARTLY)[1])
        self.server.start()
        alone = self.device("alone", root=self.laptop.tree.root, environment=self.laptop.tree.environment)
        wanted = self.folder / "Brewfile"
        wanted.write_text('brew "git"\n')
        self.assertNotIn("ettings", alone.try_run("apply", wanted, "--yes", "--settings", "restore")[2])

    def test_what_was_to_be_restored_and_could_not_is_told(self):
        self.push("git")
        elsewhere = self.folder / "elsewhere"
        elsewhere.write_text(OTHER)
        (self.laptop.person / ".gitconfig").symlink_to(elsewhere)
        events = self.events("--settings", "restore", exit_code=PARTLY)
        self.assertIn("link", next(event["message"] for event in events if event["event"] == "settings"))
        self.assertEqual(elsewhere.read_text(), OTHER)
        self.assertEqual(set(self.laptop.tree.installed()), {"git", "vim"})

    def test_what_changed_on_both_sides_is_never_decided_silently(self):
        self.push("git")
        self.apply("--settings", "restore")
        self.put(self.laptop, ".gitconfig", OTHER)
        self.put(self.desktop, ".gitconfig", GIT + "\temail = ada@example.org\n")
        self.push("git")
        self.assertIn("--merge joins them", self.apply("--settings", "restore", exit_code=PARTLY)[1])
        self.assertEqual(self.text(".gitconfig"), OTHER)

    def test_own_settings_and_those_that_stay_here_are_not_offered(self):
        self.apply()
        self.put(self.laptop, ".gitconfig", GIT)
        self.laptop.run("settings", "push", "git", "--yes")
        self.put(self.laptop, ".gitconfig", OTHER)
        self.apply("--settings", "restore")
        self.assertEqual(self.text(".gitconfig"), OTHER)

    def test_resume_offers_them_too(self):
        self.push("git")
        self.laptop.tree.publish("git", postinst="touch /tmp/began; sleep 3")
        process = self.laptop.start("apply", "desktop", "--yes", "--settings", "restore")
        while not (self.laptop.tree.root / "tmp/began").exists():
            self.assertIsNone(process.poll())
            time.sleep(0.02)
        process.kill()
        process.communicate()
        self.laptop.run("resume", "--settings", "restore")
        self.assertEqual(set(self.laptop.tree.installed()), {"git", "vim"})
        self.assertEqual(self.text(".gitconfig"), GIT)

    def test_a_person_is_asked_for_each_and_can_look_first(self):
        self.push()
        self.put(self.laptop, ".gitconfig", OTHER)
        code, said = self.type("all", "x", "d", "r", "k")
        self.assertEqual(code, DONE, said)
        self.assertIn("- \tname = Nobody", said.replace("?name", "\tname"))
        self.assertIn("+ \tname = Ada", said.replace("?name", "\tname"))
        self.assertEqual((self.text(".gitconfig"), self.text(".vimrc")), (GIT, None))
        self.assertEqual(self.type()[0], DONE)  # what was left is not asked for again
        self.put(self.desktop, ".vimrc", "set number\n")
        self.push("vim")
        self.type("r")
        self.assertEqual(self.text(".vimrc"), "set number\n")

    def test_one_answer_can_be_for_all(self):
        self.push()
        self.type("all", "ra")
        self.assertEqual((self.text(".gitconfig"), self.text(".vimrc")), (GIT, "set ruler\n"))

    def type(self, *answers):
        """A person at the keyboard of `ferry apply desktop`; one that has no more to say hangs up."""
        process, keyboard = pty.fork()
        if process == 0:
            os.execve(FERRY, [str(FERRY), *self.laptop.root, "apply", "desktop"], self.laptop.environment)
        waiting, said = list(answers), b""
        while select.select([keyboard], [], [], 60)[0]:
            try:
                piece = os.read(keyboard, 65536)
            except OSError:
                break
            said += piece
            if said.endswith(b"] ") or said.rstrip().endswith(b"?"):
                os.write(keyboard, waiting.pop(0).encode() + b"\r" if waiting else b"\x04")
                said += b"\n"
        os.close(keyboard)
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), said.decode()
