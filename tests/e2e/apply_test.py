# Installing for real, in a tree of its own: ticks, plan files, failures, a run that was cut off.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import pty
import select
import signal
import time

from apt_tree import AptTree
from harness import DONE, FAILED, FERRY, PARTLY, Scratch


class ApplyCase(Scratch):
    def setUp(self):
        super().setUp()
        self.tree = AptTree(self.folder)
        self.laptop = self.device(root=self.tree.root, environment=self.tree.environment)
        self.wanted = self.folder / "Brewfile"
        self.wanted.write_text('brew "ripgrep"\nbrew "jq"\nbrew "tmux"\n')

    def installed(self):
        return {name for name, state in self.tree.installed().items() if state == "installed"}

    def lines(self):
        return {line["software"]: line["line"] for line in self.laptop.json("plan", self.wanted)["lines"]}


class Apply(ApplyCase):
    def test_what_is_ticked_is_installed_and_then_present(self):
        self.tree.publish("ripgrep", "jq", "tmux")
        self.laptop.run("apply", self.wanted, "--yes")
        self.assertEqual(self.installed(), {"ripgrep", "jq", "tmux"})
        self.assertEqual(set(self.lines().values()), {"present"})

    def test_that_a_restart_is_needed_is_said_at_the_end(self):
        self.tree.publish("jq", "tmux")
        self.tree.publish("ripgrep", postinst="echo x >/run/reboot-required; echo ripgrep >/run/reboot-required.pkgs")
        _, _, said = self.laptop.try_run("apply", self.wanted, "--only", "jq", "--yes")
        self.assertNotIn("restart", said)
        code, _, said = self.laptop.try_run("apply", self.wanted, "--only", "ripgrep", "--yes")
        self.assertEqual(code, DONE, said)
        self.assertIn("A restart completes the installation.", said)

    def test_a_dry_run_changes_nothing(self):
        self.tree.publish("ripgrep", "jq", "tmux")
        out = self.laptop.run("apply", self.wanted, "--dry-run")
        self.assertIn("apt:ripgrep", out)
        self.assertEqual(self.installed(), set())

    def test_only_shows_and_installs_what_it_names(self):
        self.tree.publish("ripgrep", "jq", "tmux")
        _, out, err = self.laptop.try_run("apply", self.wanted, "--only", "jq", "--yes")
        self.assertEqual(self.installed(), {"jq"})
        self.assertNotIn("ripgrep", out + err)
        self.assertEqual(self.lines(), {"jq": "present", "ripgrep": "install", "tmux": "install"})

    def test_what_was_refused_is_not_offered_again_until_it_is_wanted(self):
        self.tree.publish("ripgrep", "jq", "tmux")
        self.laptop.run("apply", self.wanted, "--except", "tmux", "--yes")
        self.assertEqual(self.lines()["tmux"], "declined")
        self.laptop.run("apply", self.wanted, "--yes")
        self.assertNotIn("tmux", self.installed())
        self.laptop.run("apply", self.wanted, "--only", "tmux", "--yes")
        self.assertIn("tmux", self.installed())
        self.laptop.run("remove", "tmux", "--yes")
        self.assertEqual(self.lines()["tmux"], "declined")
        self.laptop.run("install", "tmux", "--yes")
        self.assertEqual(self.lines()["tmux"], "present")

    def test_an_edited_plan_file_is_followed(self):
        self.tree.publish("ripgrep", "jq", "tmux")
        plan = self.laptop.json("plan", self.wanted)
        for line in plan["lines"]:
            line["ticked"] = line["software"] == "jq"
        file = self.folder / "plan.json"
        file.write_text(json.dumps(plan))
        self.laptop.run("apply", file, "--yes")
        self.assertEqual(self.installed(), {"jq"})

    def test_one_failure_does_not_stop_the_rest_and_has_the_tools_words(self):
        self.tree.publish("jq", "tmux")
        self.tree.publish("ripgrep", postinst="echo the disk is made of cheese >&2; exit 3")
        code, out, err = self.laptop.try_run("apply", self.wanted, "--yes")
        self.assertEqual(code, PARTLY)
        self.assertEqual(self.installed(), {"jq", "tmux"})
        self.assertIn("ripgrep", out + err)
        self.assertIn("post-installation", out + err)

    def test_events_are_json_lines(self):
        self.tree.publish("ripgrep", "jq", "tmux")
        events = [json.loads(line) for line in self.laptop.run("apply", self.wanted, "--yes", "--json").splitlines()]
        self.assertEqual([events[0]["event"], events[-1]["event"]], ["start", "summary"])
        outcomes = {event["id"]: event["result"] for event in events if event["event"] == "outcome"}
        self.assertEqual(outcomes, {"jq": "ok", "ripgrep": "ok", "tmux": "ok"})

    def test_off_a_terminal_nothing_is_asked_and_the_flag_is_named(self):
        self.tree.publish("ripgrep", "jq", "tmux")
        self.assertIn("--yes", self.laptop.try_run("apply", self.wanted)[2])
        self.assertEqual(self.installed(), set())

    def test_hostile_ids_reach_no_command(self):
        self.tree.publish("jq")
        for hostile in ("--purge", "jq:amd64-", "a b", "jq\n", "x" * 10240, "../jq", "./jq.deb", "jq=1.0", "jq/now",
                        "$(touch /tmp/x)", "-oDPkg::Pre-Invoke::=touch", "jq+", "jq-", "*", "jq\\d"):
            code, _, err = self.laptop.try_run("install", "--yes", "--", f"apt:{hostile}")
            self.assertIn(code, (FAILED, 2), hostile)
            self.assertTrue(err, hostile)
        self.assertEqual(self.installed(), set())
        self.assertFalse((self.tree.root / "var/log/dpkg.log").exists())


class Terminal(ApplyCase):
    """A person at the keyboard."""

    def type(self, *answers):
        process, keyboard = pty.fork()
        if process == 0:
            os.execve(FERRY, [str(FERRY), *self.laptop.root, "apply", str(self.wanted)], self.laptop.environment)
        waiting, said = list(answers), b""
        while True:
            if not select.select([keyboard], [], [], 60)[0]:
                break
            try:
                piece = os.read(keyboard, 65536)
            except OSError:
                break
            said += piece
            if waiting and said.rstrip().endswith(b"?") or said.endswith(b"] "):
                if waiting:
                    os.write(keyboard, waiting.pop(0).encode() + b"\r")
                    said += b"\n"
        os.close(keyboard)
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), said.decode()

    def test_numbers_and_ranges_tick(self):
        self.tree.publish("ripgrep", "jq", "tmux")
        code, said = self.type("1-2")
        self.assertEqual(code, DONE, said)
        names = [line["software"] for line in json.loads(self.laptop.run("plan", self.wanted, "--json"))["lines"]
                 if line["line"] == "present"]
        self.assertEqual(len(names), 2)
        self.assertEqual(len(self.installed()), 2)

    def test_a_caret_leaves_one_out(self):
        self.tree.publish("ripgrep", "jq", "tmux")
        self.type("^1")
        self.assertEqual(len(self.installed()), 2)

    def test_nonsense_is_asked_again_and_none_installs_nothing(self):
        self.tree.publish("ripgrep", "jq", "tmux")
        code, said = self.type("seven", "none")
        self.assertEqual(code, DONE, said)
        self.assertEqual(self.installed(), set())


class CutOff(ApplyCase):
    def start_slowly(self, seconds=3):
        self.tree.publish("jq", "tmux", "other")
        self.tree.publish("ripgrep", postinst=f"touch /tmp/began; sleep {seconds}")
        process = self.laptop.start("apply", self.wanted, "--yes")
        deadline = time.monotonic() + 60
        while not (self.tree.root / "tmp/began").exists():
            self.assertIsNone(process.poll(), process.returncode)
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        return process

    def test_kill_9_leaves_a_run_that_resume_finishes_and_nothing_is_done_twice(self):
        process = self.start_slowly()
        process.send_signal(signal.SIGKILL)
        process.communicate()
        status = "".join(self.laptop.try_run()[1:])
        self.assertIn("ferry resume", status)
        self.laptop.run("resume")
        self.assertEqual(self.installed(), {"ripgrep", "jq", "tmux"})
        self.assertEqual(sorted(self.tree.history()), ["jq", "ripgrep", "tmux"])
        self.assertNotIn("ferry resume", "".join(self.laptop.try_run()[1:]))

    def test_a_second_run_meanwhile_is_refused(self):
        process = self.start_slowly(seconds=15)
        self.addCleanup(process.communicate)
        said = self.laptop.try_run("install", "apt:other", "--yes")
        self.assertEqual(said[0], FAILED)
        self.assertRegex(said[2], "another|running|at work")
        process.wait(60)
        self.assertNotIn("other", self.installed())
        self.assertEqual(process.returncode, DONE)

    def test_ctrl_c_ends_in_order(self):
        process = self.start_slowly()
        process.send_signal(signal.SIGINT)
        process.communicate()
        self.assertEqual(process.returncode, 130)
        code, out, err = self.laptop.try_run("resume")
        self.assertEqual(self.installed(), {"ripgrep", "jq", "tmux"}, out + err)
