# Runs the programs as a person would: ferry with a home of its own, ferryd on loopback, a scratch apt tree.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ["FERRY_BUILD_DIR"])
FERRY, FERRYD = BUILD / "bin/ferry", BUILD / "bin/ferryd"
EXAMPLE = SOURCE / "examples/office-pc.winget.json"
PASSWORD = "correct horse battery staple"
DONE, FAILED, USAGE, PARTLY = 0, 1, 2, 3


class Scratch(unittest.TestCase):
    """A folder that is gone afterwards."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="ferry-e2e-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def device(self, name="laptop", **options):
        return Device(self, self.folder / name, **options)


class Device:
    """One computer's ferry. `root`: the tree that it looks at; `environment`: on top of a clean one."""

    def __init__(self, test, home, root=None, environment=None):
        self.test, self.home = test, Path(home)
        self.tracer = []  # what runs ferry and watches it
        self.root = ["--root", str(root)] if root else []
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(home), "FERRY_HOME": str(home),
                            "FERRY_KEY_STORE": "file", "LC_ALL": "C.UTF-8", **(environment or {})}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        self.home.mkdir(parents=True, exist_ok=True)

    def start(self, *words, **options):
        argv = [*self.tracer, str(FERRY), *self.root, *map(str, words)]
        return subprocess.Popen(argv, env=self.environment, text=True, stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)

    def try_run(self, *words, stdin=""):
        """(exit code, stdout, stderr)"""
        process = self.start(*words)
        out, err = process.communicate(stdin, timeout=120)
        return process.returncode, out, err

    def run(self, *words, stdin="", exit_code=DONE):
        code, out, err = self.try_run(*words, stdin=stdin)
        self.test.assertEqual(code, exit_code, f"ferry {' '.join(map(str, words))}\n{out}{err}")
        return out

    def fails(self, *words, stdin="", exit_code=FAILED):
        """What it says on stderr; nothing may be on stdout."""
        code, out, err = self.try_run(*words, stdin=stdin)
        self.test.assertEqual(code, exit_code, f"ferry {' '.join(map(str, words))}\n{out}{err}")
        self.test.assertEqual(out, "")
        return err

    def json(self, *words, exit_code=DONE):
        return json.loads(self.run(*words, "--json", exit_code=exit_code))

    def register(self, server, account="ada", device="laptop"):
        return self.run("register", server.url, "--account", account, "--device", device, "--password-stdin",
                        stdin=PASSWORD + "\n")

    def login(self, server, account="ada", device="desktop", password=PASSWORD, exit_code=DONE):
        words = ["login", server.url, "--account", account, "--device", device, "--password-stdin"]
        return self.try_run(*words, stdin=password + "\n") if exit_code is None else \
            self.run(*words, stdin=password + "\n", exit_code=exit_code)


class Server:
    """ferryd on a port of its own; the same one after a restart."""

    def __init__(self, test, *options):
        self.data, self.options, self.port, self.process = test.folder / "server", options, 0, None
        test.addCleanup(self.kill)
        self.start()

    def start(self, largest_file=None):
        """`largest_file`: bytes; a file that would grow beyond it cannot be written, as on a full disk."""
        def limited():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

        argv = [FERRYD, "--data", self.data, "--listen", f"127.0.0.1:{self.port}", *self.options]
        with open(f"{self.data}.log", "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
                                            preexec_fn=limited if largest_file else None)
        self.url = self.process.stdout.readline().split()[-1]
        self.port = int(self.url.rsplit(":", 1)[1])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(30)
        self.process.stdout.close()
        return code

    def kill(self):
        self.process.kill()
        self.process.wait(30)
        self.process.stdout.close()

    def log(self):
        return Path(f"{self.data}.log").read_text(encoding="utf-8")


def tool(*argv, **options):
    return subprocess.run(list(map(str, argv)), check=True, capture_output=True, text=True, **options).stdout


def lines(text):
    return [line for line in text.splitlines() if line]
