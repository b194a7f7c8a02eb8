# Keys at rest in a real GNOME Keyring, on a D-Bus of the test's own; nobody's own keyring is touched.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import signal
import subprocess
import time

from harness import FAILED, PASSWORD, Scratch, Server, tool

SECRETS = "org.freedesktop.secrets"
LOGIN = "/org/freedesktop/secrets/collection/login"
# No folders of services: the bus would start a keyring by itself, one that nobody has unlocked.
BUS = """<busconfig><type>session</type><listen>{address}</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


class Keyring:
    """A session's bus and the keyring of its person, unlocked at start as a login does it."""

    def __init__(self, test):
        self.test, self.folder = test, test.folder / "session"
        self.folder.mkdir(mode=0o700)
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder),
                            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.folder}/bus"}
        config = self.folder / "bus.conf"
        config.write_text(BUS.format(address=self.environment["DBUS_SESSION_BUS_ADDRESS"]), encoding="utf-8")
        self.start("dbus-daemon", "--nofork", "--print-address", f"--config-file={config}").stdout.readline()
        self.daemon = None
        self.unlock()

    def start(self, *argv):
        process = subprocess.Popen(argv, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        self.test.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        process.kill()
        process.wait(30)
        process.stdin.close()
        process.stdout.close()

    def ask(self, path, method, *words):
        return tool("dbus-send", "--session", "--print-reply", f"--dest={SECRETS}", path, method, *words,
                    env=self.environment)

    def unlock(self):
        """By a new daemon: without a desktop nobody could answer the old one's question."""
        if self.daemon:
            self.daemon.kill()
            self.daemon.wait(30)
        self.daemon = self.start("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
                                 f"--control-directory={self.folder}/control")
        self.daemon.stdin.write("the keyring's password")
        self.daemon.stdin.close()
        for _ in range(100):
            try:
                return self.items()
            except subprocess.CalledProcessError:
                time.sleep(0.1)
        return self.items()

    def lock(self):
        self.ask("/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock", f"array:objpath:{LOGIN}")

    def items(self):
        answer = self.ask(LOGIN, "org.freedesktop.DBus.Properties.Get", "string:org.freedesktop.Secret.Collection",
                          "string:Items")
        return [line.split('"')[1] for line in answer.splitlines() if f'"{LOGIN}/' in line]


class KeyringTest(Scratch):
    def setUp(self):
        super().setUp()
        self.server = Server(self)

    def on_desktop(self, keyring, name="laptop"):
        session = {name: keyring.environment[name] for name in ("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")}
        return self.device(name, environment={**session, "FERRY_KEY_STORE": ""})

    def kept(self, device):
        return (device.home / "data/credentials.json").read_text(encoding="utf-8")

    def keys_line(self, device, **options):
        checks = device.json("doctor", **options)["checks"]
        return next(check for check in checks if check["what"] == "keys")

    def test_keys_are_in_the_keyring_alone_until_the_logout(self):
        keyring = Keyring(self)
        laptop, desktop = self.on_desktop(keyring), self.on_desktop(keyring, "desktop")
        laptop.register(self.server)
        desktop.login(self.server)

        for device in (laptop, desktop):
            device.run("sync")
            self.assertEqual(set(json.loads(self.kept(device))), {"store", "item", "key_version"})
            self.assertEqual(json.loads(self.kept(device))["store"], "libsecret")
        self.assertEqual(self.keys_line(laptop)["found"], "in the login keyring (libsecret)")
        self.assertEqual(len(keyring.items()), 2)

        before = json.loads(self.kept(laptop))
        laptop.run("devices", "revoke", "desktop", "--yes", "--password-stdin", stdin=PASSWORD + "\n")
        laptop.run("sync")  # with the keys that the revocation made anew
        self.assertEqual(json.loads(self.kept(laptop)), before | {"key_version": 2})

        laptop.run("logout")
        self.assertEqual(len(keyring.items()), 1)
        self.assertFalse((laptop.home / "data/credentials.json").exists())

    def test_a_locked_keyring_is_an_error_and_no_logout(self):
        keyring = Keyring(self)
        laptop = self.on_desktop(keyring)
        laptop.register(self.server)
        kept = self.kept(laptop)
        keyring.lock()

        said = laptop.fails("sync")
        self.assertIn("in the login keyring (libsecret): the keyring is locked; unlock it", said)
        self.assertIn("the keyring is locked", laptop.fails("logout"))
        code, _, said = laptop.try_run("register", self.server.url, "--account", "bob", "--device", "laptop",
                                       "--password-stdin", stdin=PASSWORD + "\n")
        self.assertEqual(code, FAILED)
        self.assertIn("logged in as ada", said)
        self.assertFalse(self.keys_line(laptop, exit_code=FAILED)["good"])
        self.assertEqual(self.kept(laptop), kept)

        keyring.unlock()
        laptop.run("sync")

    def test_a_login_under_a_locked_keyring_uses_the_file_and_the_next_one_the_keyring(self):
        keyring = Keyring(self)
        laptop = self.on_desktop(keyring)
        laptop.register(self.server)
        keyring.lock()

        laptop.login(self.server, device="laptop")
        laptop.run("sync")
        self.assertIn("only you can read (the keyring is locked)", self.keys_line(laptop)["found"])

        keyring.unlock()
        laptop.run("sync")
        self.assertIn("the next login puts them in the login keyring", self.keys_line(laptop)["found"])
        laptop.run("logout")
        self.assertEqual(keyring.items(), [])

    def test_a_keyring_that_does_not_answer_is_not_waited_for(self):
        keyring = Keyring(self)
        laptop = self.on_desktop(keyring)
        laptop.register(self.server)
        keyring.daemon.send_signal(signal.SIGSTOP)
        self.addCleanup(keyring.daemon.send_signal, signal.SIGCONT)

        start = time.monotonic()
        said = laptop.fails("sync")

        self.assertIn("does not answer within 5 seconds", said)
        self.assertLess(time.monotonic() - start, 60)

    def test_the_environment_can_keep_the_keys_in_the_file(self):
        keyring = Keyring(self)
        laptop = self.on_desktop(keyring)
        laptop.environment["FERRY_KEY_STORE"] = "file"
        laptop.register(self.server)

        self.assertIn("token", json.loads(self.kept(laptop)))
        self.assertEqual(keyring.items(), [])
        self.assertIn("(FERRY_KEY_STORE=file keeps them there)", self.keys_line(laptop)["found"])
        laptop.environment["FERRY_KEY_STORE"] = "nowhere"
        self.assertIn('FERRY_KEY_STORE is "nowhere"', laptop.fails("status"))

    def test_without_a_session_the_keys_are_in_the_file(self):
        server = self.device("headless", environment={"FERRY_KEY_STORE": ""})
        server.register(self.server)
        server.run("sync")

        self.assertIn("token", json.loads(self.kept(server)))
        self.assertIn("no Secret Service here", self.keys_line(server)["found"])
