# One device asks, the other installs for real in a tree of its own: policies, answers, and what dies in between.
# SPDX-License-Identifier: Apache-2.0
import signal
import sqlite3
import time

from apt_tree import AptTree
from harness import PARTLY, PASSWORD, Scratch, Server, USAGE, tool


class RequestCase(Scratch):
    def setUp(self):
        super().setUp()
        self.tree = AptTree(self.folder)
        self.server = Server(self)
        self.laptop = self.device("laptop")
        self.pc = self.device("pc", root=self.tree.root, environment=self.tree.environment)
        self.laptop.register(self.server, device="laptop")
        self.pc.login(self.server, device="office-pc")

    def installed(self):
        return {name for name, state in self.tree.installed().items() if state == "installed"}

    def nothing_was_run(self):
        self.assertEqual(self.installed(), set())
        self.assertFalse((self.tree.root / "var/log/dpkg.log").exists())

    def ask(self, *names):
        return self.laptop.json("request", "office-pc", *names)["request"]

    def outcomes(self, request):
        """As the asker sees them."""
        found = {one["id"]: one for one in self.laptop.json("requests")["requests"]}[request]
        return {one["what"]: one["outcome"] for one in found["outcomes"]} if found["state"] == "answered" \
            else found["state"]

    def rows(self, sql, *values):
        """In the server's own database, as somebody who holds it."""
        with sqlite3.connect(self.server.data / "ferryd.db") as database:
            return database.execute(sql, values).fetchall()


class Requests(RequestCase):
    def test_what_a_device_asks_for_is_installed_there_and_the_answer_comes_back(self):
        self.tree.publish("ripgrep", "jq", "tmux")
        request = self.ask("jq", "apt:tmux")
        self.assertEqual(self.outcomes(request), "open")
        self.pc.run("requests")
        self.assertIn("1 request of another device waits", self.pc.run())
        self.pc.run("sync")
        self.assertIn("1 request of another device waits", self.pc.run())
        self.assertIn("jq: would install apt:jq", self.pc.run("requests", "answer", "--dry-run"))
        self.assertIn("--yes", self.pc.try_run("requests", "answer")[2])
        self.nothing_was_run()
        self.pc.run("requests", "answer", request[:8], "--yes")
        self.assertEqual(self.installed(), {"jq", "tmux"})
        self.assertEqual(self.outcomes(request), {"jq": "installed", "apt:tmux": "installed"})
        self.assertNotIn("waits", self.pc.run())
        self.assertEqual(self.outcomes(self.answered("jq")), {"jq": "present"})
        self.assertEqual(self.tree.history(), ["jq", "tmux"])

    def answered(self, *names):
        request = self.ask(*names)
        self.pc.try_run("requests", "answer", "--all", "--yes")
        return request

    def test_what_fails_is_told_with_the_tools_words(self):
        self.tree.publish("jq")
        self.tree.publish("ripgrep", postinst="echo the disk is made of cheese >&2; exit 3")
        request = self.answered("jq", "ripgrep", "apt:nowhere")
        self.assertEqual(self.outcomes(request), {"jq": "installed", "ripgrep": "failed", "apt:nowhere": "failed"})
        self.assertIn("post-installation", self.laptop.try_run("requests")[2])

    def test_that_a_restart_is_needed_there_comes_back(self):
        self.tree.publish("ripgrep", postinst="echo x >/run/reboot-required; echo ripgrep >/run/reboot-required.pkgs")
        request = self.answered("ripgrep")
        self.assertEqual(self.outcomes(request), {"ripgrep": "installed"})
        outcome, = self.laptop.json("requests")["requests"][0]["outcomes"]
        self.assertEqual(outcome["detail"], "a restart completes it")

    def test_mistakes_are_named(self):
        for words, expected in ((("office-pcc", "jq"), 'did you mean "office-pc"?'), (("laptop", "jq"), "use ferry install"),
                                (("office-pc", "ripgrp"), "did you mean ripgrep?"),
                                (("office-pc", "apt:--purge"), "no id that apt can have")):
            self.assertIn(expected, self.laptop.fails("request", *words))
        self.assertIn("--expires", self.laptop.fails("request", "office-pc", "jq", "--expires", "31d", exit_code=USAGE))
        self.assertIn("--all", self.pc.fails("requests", "answer", "--yes", exit_code=USAGE))
        self.assertIn("no request", self.pc.fails("requests", "answer", "ffffffff", "--yes"))

    def test_declined_and_withdrawn_ones_install_nothing(self):
        self.tree.publish("jq")
        declined, withdrawn = self.ask("jq"), self.ask("apt:jq")
        self.pc.run("requests", "decline", declined[:8])
        self.laptop.run("requests", "withdraw", withdrawn[:8])
        self.pc.run("requests", "answer", "--all", "--yes")
        self.assertEqual(self.outcomes(declined), {"jq": "refused"})
        self.assertIn("declined by the person there", self.laptop.try_run("requests")[2])
        self.assertEqual(self.outcomes(withdrawn), "withdrawn")
        self.assertIn("answered already", self.laptop.fails("requests", "withdraw", declined[:8]))
        self.nothing_was_run()


class Policy(RequestCase):
    def setUp(self):
        super().setUp()
        self.tree.publish("ripgrep", "jq", "tmux")

    def by_policy(self, *words):
        if words:
            self.pc.run("requests", "policy", *words)
        return self.pc.try_run("requests", "answer", "--by-policy")[2]

    def test_ask_is_the_beginning_and_waits_for_a_person(self):
        request = self.ask("jq")
        self.assertEqual(self.pc.json("requests", "policy"), {"schema": 1, "policy": "ask", "allowed": []})
        self.assertIn("1 wait for a person", self.by_policy())
        self.assertEqual(self.outcomes(request), "open")
        self.nothing_was_run()

    def test_off_refuses_everything(self):
        request = self.ask("jq")
        self.assertIn("1 refused", self.by_policy("off"))
        self.assertEqual(self.outcomes(request), {"jq": "refused"})
        self.ask("tmux")
        self.assertIn("requests are off", self.pc.fails("requests", "answer", "--all", "--yes"))
        self.nothing_was_run()

    def test_only_what_is_on_the_list_goes_without_a_question(self):
        allowed, both, package = self.ask("jq"), self.ask("jq", "tmux"), self.ask("apt:ripgrep")
        said = self.by_policy("allow", "jq", "ripgrep")
        self.assertIn("2 carried out, 0 refused, 1 wait for a person", said)
        self.assertEqual(self.installed(), {"jq", "ripgrep"})
        self.assertEqual([self.outcomes(one) for one in (allowed, both, package)],
                         [{"jq": "installed"}, "open", {"apt:ripgrep": "installed"}])
        self.pc.run("requests", "policy", "forbid", "jq")
        self.ask("jq")
        self.assertIn("2 wait", self.by_policy())

    def test_all_goes_without_a_question_and_a_logout_ends_it(self):
        request = self.ask("jq", "tmux")
        self.assertIn("1 carried out", self.by_policy("all"))
        self.assertEqual(self.outcomes(request), {"jq": "installed", "tmux": "installed"})
        self.pc.run("logout")
        self.pc.login(self.server, device="office-pc")
        self.assertIn("ask", self.pc.run("requests", "policy"))


class FromTheDepot(RequestCase):
    """Software that no installer there has, and the account's depot does."""

    def setUp(self):
        super().setUp()
        self.program = self.pc.home / ".local/bin/mytool"

    def add(self, software, target="linux"):
        folder = self.folder / "mytool-1.2/bin"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "mytool").write_text("#!/bin/sh\necho hello\n", encoding="utf-8")
        (folder / "mytool").chmod(0o755)
        archive = self.folder / "mytool-1.2.tar.gz"
        tool("tar", "-C", self.folder, "-czf", archive, "mytool-1.2")
        self.laptop.run("depot", "add", archive, "--software", software, "--version", "1.2", "--os", target)

    def test_it_is_installed_from_there_and_the_answer_comes_back(self):
        self.tree.publish("jq")
        self.add("ripgrep")
        request = self.ask("jq", "ripgrep")
        self.assertIn("ripgrep: would install depot:ripgrep", self.pc.run("requests", "answer", "--dry-run"))
        self.assertFalse(self.program.exists())
        self.pc.run("requests", "answer", "--all", "--yes")
        self.assertEqual(tool(self.program).strip(), "hello")
        self.assertEqual(self.outcomes(request), {"jq": "installed", "ripgrep": "installed"})
        again = self.ask("ripgrep")
        self.pc.run("requests", "answer", "--all", "--yes")
        self.assertEqual(self.outcomes(again), {"ripgrep": "present"})

    def test_software_that_no_catalog_knows_is_asked_for_and_allowed_by_its_name(self):
        self.add("mytool")
        request = self.ask("mytool")
        self.assertIn("after ferry sync", self.pc.fails("requests", "policy", "allow", "mytool"))
        self.pc.run("sync")
        self.pc.run("requests", "policy", "allow", "mytool")
        self.assertIn("1 carried out", self.pc.try_run("requests", "answer", "--by-policy")[2])
        self.assertEqual(self.outcomes(request), {"mytool": "installed"})
        self.assertEqual(tool(self.program).strip(), "hello")

    def test_an_installer_that_has_it_comes_first(self):
        self.tree.publish("ripgrep")
        self.add("ripgrep")
        self.ask("ripgrep")
        self.pc.run("requests", "answer", "--all", "--yes")
        self.assertEqual(self.installed(), {"ripgrep"})
        self.assertFalse(self.program.exists())

    def test_a_file_that_does_not_fit_or_was_changed_is_a_reason(self):
        self.add("ripgrep", "windows>=10")
        unfit = self.ask("ripgrep")
        self.pc.run("requests", "answer", "--all", "--yes", exit_code=PARTLY)
        self.add("jq")
        changed = self.ask("jq")
        for blob in (self.server.data / "depot").iterdir():
            blob.write_bytes(bytes(blob.stat().st_size))
        self.pc.run("requests", "answer", "--all", "--yes", exit_code=PARTLY)
        self.assertEqual((self.outcomes(unfit), self.outcomes(changed)), ({"ripgrep": "failed"}, {"jq": "failed"}))
        said = self.laptop.try_run("requests")[2]
        self.assertIn("windows", said)
        self.assertIn("not the one that its author signed", said)
        self.assertFalse(self.program.exists())

    def test_the_policy_there_holds_for_it_too(self):
        self.add("ripgrep")
        waits = self.ask("ripgrep")
        self.assertIn("1 wait for a person", self.pc.try_run("requests", "answer", "--by-policy")[2])
        self.pc.run("requests", "policy", "allow", "jq")
        self.assertIn("1 wait for a person", self.pc.try_run("requests", "answer", "--by-policy")[2])
        self.assertEqual(self.outcomes(waits), "open")
        self.pc.run("requests", "policy", "off")
        self.assertIn("1 refused", self.pc.try_run("requests", "answer", "--by-policy")[2])
        self.assertEqual(self.outcomes(waits), {"ripgrep": "refused"})
        self.assertFalse(self.program.exists())
        allowed = self.ask("ripgrep")
        self.pc.run("requests", "policy", "allow", "ripgrep")
        self.assertIn("1 carried out", self.pc.try_run("requests", "answer", "--by-policy")[2])
        self.assertEqual(self.outcomes(allowed), {"ripgrep": "installed"})
        self.assertEqual(tool(self.program).strip(), "hello")


class CutOff(RequestCase):
    def kill_while_it_installs(self):
        self.tree.publish("jq")
        self.tree.publish("ripgrep", postinst="touch /tmp/began; sleep 3")
        request = self.ask("jq", "ripgrep")
        process = self.pc.start("requests", "answer", "--all", "--yes")
        deadline = time.monotonic() + 60
        while not (self.tree.root / "tmp/began").exists():
            self.assertIsNone(process.poll())
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return request

    def test_kill_9_while_it_installs_is_finished_and_nothing_is_done_twice(self):
        request = self.kill_while_it_installs()
        self.assertEqual(self.outcomes(request), "open")
        self.assertIn("Finishing what was begun", self.pc.try_run("requests", "answer", "--all", "--yes")[2])
        self.assertEqual(self.outcomes(request), {"jq": "installed", "ripgrep": "installed"})
        self.assertEqual(sorted(self.tree.history()), ["jq", "ripgrep"])
        self.pc.run("requests", "answer", "--all", "--yes")
        self.assertEqual(sorted(self.tree.history()), ["jq", "ripgrep"])

    def test_after_a_resume_by_hand_only_the_answer_is_left(self):
        request = self.kill_while_it_installs()
        self.pc.run("resume")
        self.assertEqual(self.outcomes(request), "open")
        self.pc.run("requests", "answer", "--by-policy")
        self.assertEqual(self.outcomes(request), {"jq": "installed", "ripgrep": "installed"})
        self.assertEqual(sorted(self.tree.history()), ["jq", "ripgrep"])

    def test_after_a_change_of_the_account_key_it_is_answered_and_nothing_more_is_installed(self):
        request = self.kill_while_it_installs()
        self.device("phone").login(self.server, device="phone")
        self.laptop.run("devices", "revoke", "phone", "--yes", "--password-stdin", stdin=PASSWORD)
        before = self.tree.installed()
        code, _, said = self.pc.try_run("requests", "answer", "--by-policy")
        self.assertEqual(code, PARTLY, said)
        self.assertIn("is answered as far as it came: it was signed under version 1", said)
        self.assertEqual(self.tree.installed(), before)
        self.assertEqual(self.outcomes(request), {"jq": "failed", "ripgrep": "failed"})
        self.assertIn("the run was cut off", self.laptop.try_run("requests")[2])
        self.assertNotIn("waits", self.pc.run())
        self.pc.run("resume")  # what the person there may do
        self.assertEqual(self.installed(), {"jq", "ripgrep"})

    def test_result_that_finds_no_server_is_sent_later(self):
        self.tree.publish("ripgrep", postinst="touch /tmp/began; sleep 3")
        request = self.ask("ripgrep")
        process = self.pc.start("requests", "answer", "--all", "--yes")
        while not (self.tree.root / "tmp/began").exists():
            self.assertIsNone(process.poll())
            time.sleep(0.02)
        self.server.kill()
        self.assertNotEqual(process.wait(120), 0)
        process.communicate()
        self.assertEqual(self.installed(), {"ripgrep"})
        self.server.start()
        self.assertEqual(self.outcomes(request), "open")
        self.pc.run("requests", "answer", "--all", "--yes")
        self.assertEqual(self.outcomes(request), {"ripgrep": "installed"})
        self.assertEqual(self.tree.history(), ["ripgrep"])


class StolenServer(RequestCase):
    """Somebody holds the server's database, and changes it under the eyes of real programs."""

    def setUp(self):
        super().setUp()
        self.tree.publish("jq", "tmux")
        self.pc.run("requests", "policy", "all")

    def refused(self, expected):
        code, _, said = self.pc.try_run("requests", "answer", "--by-policy")
        self.assertEqual(code, PARTLY, said)
        self.assertIn(expected, said)
        self.assertIn("0 carried out", said)
        self.nothing_was_run()

    def test_altered_unsigned_and_misdirected_requests_run_nothing(self):
        self.ask("jq")
        (header, signature), = self.rows("SELECT header, signature FROM request")
        self.rows("UPDATE request SET header = ?", header.replace(b'"jq"', b'"tm"'))
        self.refused("altered")
        self.rows("UPDATE request SET header = ?, signature = x''", header)
        self.refused("not signed")
        self.rows("UPDATE request SET header = ?, signature = ?", header, bytes(64))
        self.refused("altered, or is not by the device it names")
        self.rows("UPDATE request SET signature = ?", signature)
        third = self.device("third")
        third.login(self.server, device="third")
        self.laptop.run("request", "third", "jq")
        pc, = self.rows("SELECT id FROM device WHERE name = 'office-pc'")
        self.rows("DELETE FROM request WHERE device = ?", pc[0])
        self.rows("UPDATE request SET device = ?", pc[0])
        self.refused("is for another device")

    def test_a_replayed_request_runs_once(self):
        request = self.ask("jq")
        self.pc.run("requests", "answer", "--by-policy")
        self.assertEqual(self.tree.history(), ["jq"])
        self.pc.run("remove", "jq", "--yes")
        self.rows("UPDATE request SET state = 'open', result = x'', result_signature = x''")
        self.assertIn("0 carried out", self.pc.try_run("requests", "answer", "--by-policy")[2])
        self.assertEqual(self.tree.history(), ["jq"])
        self.assertEqual(self.outcomes(request), {"jq": "installed"})

    def test_a_revoked_author_is_not_served(self):
        self.ask("jq")
        self.pc.run("devices", "revoke", "laptop", "--yes", "--password-stdin", stdin=PASSWORD)
        self.refused("was revoked")
