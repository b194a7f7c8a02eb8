# The agent as people run it: two devices that hear of each other without anybody calling sync.
# SPDX-License-Identifier: Apache-2.0
import signal
import subprocess
import time

from apt_tree import AptTree
from harness import DONE, EXAMPLE, FERRY, PARTLY, PASSWORD, Scratch, Server


class Agent:
    """ferry agent run of one device, in the background."""

    def __init__(self, test, device, *words):
        self.process = subprocess.Popen([str(FERRY), *device.root, "agent", "run", *map(str, words)],
                                        env=device.environment,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        test.addCleanup(self.kill)

    def stop(self, number=signal.SIGTERM):
        """(exit code, seconds that it took)"""
        began = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(10)
        return code, time.monotonic() - began

    def kill(self):
        self.process.kill()
        self.process.wait(10)


class Agents(Scratch):
    def status(self, device):
        return device.json("agent", "status")

    def eventually(self, question, what, seconds=60):
        deadline = time.monotonic() + seconds
        while not question():
            self.assertLess(time.monotonic(), deadline, what)
            time.sleep(0.2)

    def reported(self, device):
        self.eventually(lambda: self.status(device)["last_report"], "no report at the start")


class AgentTest(Agents):
    def setUp(self):
        super().setUp()
        self.tree = AptTree(self.folder)
        self.server = Server(self)
        self.laptop = self.device("laptop", root=self.tree.root, environment=self.tree.environment)
        self.laptop.register(self.server)
        self.desktop = self.device("desktop")
        self.desktop.login(self.server)

    def put(self, *names):
        """Into the laptop's tree, as an installer does."""
        status = self.tree.root / "var/lib/dpkg/status"
        with open(status, "a", encoding="utf-8") as file:
            for name in names:
                file.write(f"Package: {name}\nStatus: install ok installed\nMaintainer: T <t@example.invalid>\n"
                           f"Architecture: {self.tree.arch}\nVersion: 1.0\nDescription: made up\n\n")

    def remembered(self):
        """The plan from the desktop's own memory: no word to the server."""
        return self.desktop.run("plan", "laptop", "--json")

    def test_a_package_of_one_device_is_known_on_the_other_without_a_sync(self):
        here, there = Agent(self, self.laptop), Agent(self, self.desktop)
        self.reported(self.laptop)
        self.reported(self.desktop)
        self.put("hello-ferry")
        self.eventually(lambda: "hello-ferry" in self.remembered(), "the first package did not arrive")

        self.assertEqual(self.server.stop(), 0)
        self.put("while-away")
        self.eventually(lambda: self.status(self.laptop)["last_error"], "the outage is not told")
        self.assertTrue(self.status(self.laptop)["running"])
        self.server.start()
        self.eventually(lambda: "while-away" in self.remembered(), "nothing came after the restart", 120)
        self.eventually(lambda: not self.status(self.laptop)["last_error"], "the outage is still told", 120)
        for agent in (here, there):
            code, seconds = agent.stop()
            self.assertEqual(code, DONE)
            self.assertLess(seconds, 1.5)

    def test_other_commands_work_beside_it_and_a_second_agent_does_not(self):
        agent = Agent(self, self.laptop)
        self.reported(self.laptop)
        began = time.monotonic()
        self.laptop.run("sync")
        self.assertLess(time.monotonic() - began, 5)
        self.assertIn(f"process {agent.process.pid}", self.laptop.fails("agent", "run"))
        self.assertEqual(self.status(self.laptop)["process"], agent.process.pid)
        self.assertEqual(agent.stop(signal.SIGINT)[0], DONE)
        self.assertFalse(self.status(self.laptop)["running"])

    def test_a_killed_agent_leaves_nothing_in_the_way_of_the_next(self):
        first = Agent(self, self.laptop)
        self.reported(self.laptop)
        first.kill()
        self.assertFalse(self.status(self.laptop)["running"])
        second = Agent(self, self.laptop)
        self.eventually(lambda: self.status(self.laptop)["process"] == second.process.pid, "it did not start again")
        self.assertEqual(second.stop()[0], DONE)

    def test_its_home_may_be_an_argument_as_windows_needs_it(self):
        agent = Agent(self, self.desktop, "--ferry-home", self.laptop.home)
        self.reported(self.laptop)
        self.assertEqual(self.status(self.laptop)["process"], agent.process.pid)
        self.assertFalse(self.status(self.desktop)["running"])
        self.assertEqual(agent.stop()[0], DONE)

    def test_it_waits_for_a_login_instead_of_ending(self):
        self.laptop.run("logout")
        agent = Agent(self, self.laptop)
        self.eventually(lambda: self.status(self.laptop)["last_error"], "it does not tell what is wrong")
        self.assertIn("ferry login", self.status(self.laptop)["last_error"]["message"])
        self.laptop.login(self.server, device="laptop")
        self.reported(self.laptop)
        self.assertEqual(agent.stop()[0], DONE)


class ThroughTls(Agents):
    def test_news_come_at_once_and_the_end_too(self):
        server = Server(self, "--self-signed")
        here, there = self.device("near"), self.device("far")
        for device, verb, name in ((here, "register", "near"), (there, "login", "far")):
            device.run(verb, server.url, "--account", "eve", "--device", name, "--password-stdin", "--yes",
                       stdin=PASSWORD + "\n")
        agent = Agent(self, there)
        self.reported(there)
        time.sleep(3)  # the answer is waited for in steps, each of which ends in nothing
        here.run("import", EXAMPLE, "--device", "office-pc")
        self.eventually(lambda: there.try_run("plan", "office-pc", "--json")[0] == DONE, "the news did not arrive", 10)
        self.assertIsNone(self.status(there)["last_error"])
        code, seconds = agent.stop()
        self.assertEqual(code, DONE)
        self.assertLess(seconds, 1.5)


class Installing(Scratch):
    def test_what_install_wrote_is_shown_before_and_gone_after_remove(self):
        laptop = self.device("my 50% laptop", environment={"XDG_CONFIG_HOME": str(self.folder / "config")})
        unit = self.folder / "config/systemd/user/ferry-agent.service"
        text = laptop.run("agent", "install", "--dry-run")
        self.assertFalse(unit.exists())
        self.assertIn(f'Environment="FERRY_HOME={str(laptop.home).replace("%", "%%")}"', text)
        self.assertIn('Environment="FERRY_KEY_STORE=file"', text)
        code, _, said = laptop.try_run("agent", "install")
        self.assertIn(code, (DONE, PARTLY), said)
        if code == PARTLY:  # no systemd of the person's own here
            self.assertIn("systemctl --user enable --now ferry-agent.service", said)
        self.assertEqual(unit.read_text(encoding="utf-8"), text)
        self.assertTrue(laptop.json("agent", "status")["installed"])
        laptop.run("agent", "remove")
        self.assertFalse(unit.exists())
        laptop.run("agent", "remove")

    def test_a_unit_that_a_person_wrote_stays(self):
        laptop = self.device("laptop", environment={"XDG_CONFIG_HOME": str(self.folder / "config")})
        unit = self.folder / "config/systemd/user/ferry-agent.service"
        unit.parent.mkdir(parents=True)
        unit.write_text("[Unit]\n")
        self.assertIn("ferry-agent.service", laptop.fails("agent", "install"))
        laptop.fails("agent", "remove")
        self.assertEqual(unit.read_text(), "[Unit]\n")
