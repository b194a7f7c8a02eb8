# A person's installer files: up from one device, down to another, through kills of both sides.
# SPDX-License-Identifier: Apache-2.0
import fcntl
import json
import os
import random
import signal
import time
from pathlib import Path

from harness import BUILD, EXAMPLE, FAILED, FERRYD, PASSWORD, USAGE, Scratch, Server, lines, tool

KILLS = 50 if BUILD.name == "release" else 10  # a sanitized program starts five times as slowly
MIB = 1 << 20


class Depot(Scratch):
    def setUp(self):
        super().setUp()
        self.server = Server(self, "--requests-per-minute", "1000000")
        self.laptop, self.desktop = self.device("laptop"), self.device("desktop")
        self.laptop.register(self.server)
        self.desktop.login(self.server)
        self.downloads = self.folder / "downloads"

    def file(self, name="setup-1.2.exe", size=MIB):
        path = self.folder / name
        path.write_bytes(os.urandom(size))
        return path

    @staticmethod
    def words(path, version="1.2"):
        return ["depot", "add", path, "--software", "mytool", "--version", version, "--os", "windows>=10,<12",
                "--arch", "x86_64", "--silent=/S", "--silent", "/D=C:\\Program Files"]

    def kept(self):
        folder = self.server.data / "depot"
        return sorted(os.listdir(folder)) if folder.exists() else []

    def left(self):
        return sorted(os.listdir(self.downloads)) if self.downloads.exists() else []

    def get(self, identity, exit_code=None):
        words = ["depot", "get", identity, "--to", self.downloads]
        return self.desktop.run(*words) if exit_code is None else self.desktop.fails(*words, exit_code=exit_code)

    def killed(self, process, longest):
        """After a random while. True: it was alive until then."""
        time.sleep(random.uniform(0, longest))
        alive = process.poll() is None
        process.kill()
        process.communicate()
        return alive

    def archive(self, words, padding=0):
        """A program that says `words`, as an archive with the layout of docs: bin/ is linked."""
        folder = self.folder / "mytool-1.2" / "bin"
        folder.mkdir(parents=True)
        program = folder / "mytool"
        program.write_text(f"#!/bin/sh\necho {words}\n", encoding="utf-8")
        program.chmod(0o755)
        (folder / "data").write_bytes(os.urandom(padding))
        path = self.folder / "mytool-1.2.tar.gz"
        tool("tar", "-C", self.folder, "-czf", path, "mytool-1.2")
        return path

    def duration(self, device, *words):
        start = time.monotonic()
        device.run(*words)
        return time.monotonic() - start


class Files(Depot):
    def test_a_file_of_20_mib_comes_to_another_device_as_it_was(self):
        path = self.file(size=20 * MIB)
        shown = lines(self.laptop.run(*self.words(path)))
        row, = self.desktop.json("depot", "list", "mytool")["files"]
        self.assertEqual([row["id"][:12]], shown)
        self.assertEqual((row["file"], row["format"], row["os"], row["os_versions"], row["arch"], row["size"]),
                         ("setup-1.2.exe", "exe", "windows", ">=10,<12", "x86_64", 20 * MIB))
        self.assertEqual((row["silent"], row["device"], row["distribution"]),
                         (["/S", "/D=C:\\Program Files"], "laptop", None))
        self.assertEqual(row["sha256"], tool("sha256sum", path).split()[0])
        where, = lines(self.get(row["id"][:8]))
        self.assertEqual(Path(where), self.downloads / "setup-1.2.exe")
        self.assertEqual(Path(where).read_bytes(), path.read_bytes())
        self.assertEqual(self.left(), ["setup-1.2.exe"])

    def test_a_list_for_people_names_the_target_and_the_device(self):
        self.laptop.run(*self.words(self.file()))
        said = self.desktop.run("depot", "list")
        for word in ("mytool", "1.2", "windows>=10,<12 x86_64", "setup-1.2.exe", "1.0 MB", "laptop"):
            self.assertIn(word, said)
        self.assertEqual(self.desktop.json("depot", "list", "other")["files"], [])

    def test_the_same_file_is_put_in_once(self):
        words = self.words(self.file())
        self.assertEqual(self.laptop.run(*words), self.laptop.run(*words))
        self.assertEqual(len(self.laptop.json("depot", "list")["files"]), 1)
        self.laptop.run(*[*words[:6], "2.0", *words[7:]])
        self.assertEqual(len(self.laptop.json("depot", "list")["files"]), 2)
        self.assertEqual(len(self.kept()), 1)

    def test_a_removed_file_is_gone_from_the_list_and_from_the_disk(self):
        identity, = lines(self.laptop.run(*self.words(self.file())))
        self.assertEqual(len(self.kept()), 1)
        self.desktop.run("depot", "remove", identity)
        self.assertEqual(self.laptop.json("depot", "list")["files"], [])
        self.assertEqual(self.kept(), [])
        self.assertIn(identity, self.laptop.fails("depot", "remove", identity))

    def test_a_file_that_lies_there_already_is_kept_and_another_one_is_not_overwritten(self):
        path = self.file()
        identity, = lines(self.laptop.run(*self.words(path)))
        self.get(identity)
        self.get(identity)
        (self.downloads / "setup-1.2.exe").write_bytes(b"mine")
        self.assertIn("another file is there", self.get(identity, FAILED))
        self.assertEqual((self.downloads / "setup-1.2.exe").read_bytes(), b"mine")

    def test_a_file_that_was_changed_on_the_servers_disk_is_refused_and_not_kept(self):
        identity, = lines(self.laptop.run(*self.words(self.file(size=3 * MIB))))
        blob = self.server.data / "depot" / self.kept()[0]
        with open(blob, "r+b") as changed:
            changed.seek(2 * MIB)
            changed.write(b"evil")
        self.assertIn("not the one that its author signed", self.get(identity, FAILED))
        self.assertEqual(self.left(), [])

    def test_the_file_that_fits_is_installed(self):
        self.laptop.run("depot", "add", self.archive("hello"), "--software", "mytool", "--version", "1.2", "--os", "linux")
        self.laptop.run(*self.words(self.file(), version="9"))
        self.desktop.run("depot", "install", "mytool", "--yes", "--dry-run")
        program = self.desktop.home / ".local" / "bin" / "mytool"
        self.assertFalse(program.exists())
        self.desktop.run("depot", "install", "mytool", "--yes")
        self.assertEqual(tool(program).strip(), "hello")
        self.assertEqual([path for path in self.desktop.home.rglob("*.tar.gz*")], [])

    def test_a_file_for_another_system_is_not_installed_and_the_reason_is_told(self):
        self.laptop.run(*self.words(self.file()))
        self.assertIn("windows", self.desktop.fails("depot", "install", "mytool", "--yes"))
        self.assertIn("ferry depot add", self.desktop.fails("depot", "install", "other", "--yes"))

    def test_nothing_is_installed_beside_another_run(self):
        self.laptop.run("depot", "add", self.archive("hello", 20 * MIB), "--software", "mytool", "--version", "1.2",
                        "--os", "linux")
        busy = "another ferry is installing or removing software now"
        with open(self.desktop.home / "data/run.lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertIn(busy, self.desktop.fails("depot", "install", "mytool", "--yes"))
        self.assertEqual([path for path in self.desktop.home.rglob("*.tar.gz*")], [])
        process = self.desktop.start("depot", "install", "mytool", "--yes")
        while process.poll() is None and not any(self.desktop.home.rglob("*.part")):
            time.sleep(0.001)
        process.send_signal(signal.SIGSTOP)
        self.assertIn(busy, self.desktop.fails("resume"))
        process.send_signal(signal.SIGCONT)
        self.assertIn("mytool 1.2 is installed.", process.communicate()[1])
        self.assertIn("no run is waiting", self.desktop.fails("resume"))

    def test_files_stay_good_when_a_device_is_revoked(self):
        phone = self.device("phone")
        phone.login(self.server, device="phone")
        path = self.file(name="by-phone.exe")
        identity, = lines(phone.run(*self.words(path)))
        self.laptop.run("devices", "revoke", "phone", "--yes", "--password-stdin", stdin=PASSWORD)
        self.get(identity)
        self.assertEqual((self.downloads / "by-phone.exe").read_bytes(), path.read_bytes())
        mine, = lines(self.laptop.run(*self.words(self.file(name="later.exe"), version="2")))
        self.get(mine)

    def test_another_account_sees_nothing_of_it(self):
        path = self.file()
        identity, = lines(self.laptop.run(*self.words(path)))
        stranger = self.device("stranger")
        stranger.register(self.server, account="bob", device="stranger")
        self.assertEqual(stranger.json("depot", "list")["files"], [])
        stranger.fails("depot", "get", identity)
        stranger.run(*self.words(path))  # its own copy, sent anew
        self.assertEqual(len(self.kept()), 2)

    def test_a_deleted_account_leaves_no_file(self):
        self.laptop.run(*self.words(self.file()))
        self.interrupted_upload()
        self.assertTrue(any(name.endswith(".part") for name in self.kept()), self.kept())
        self.laptop.run("account", "delete", "--yes", "--password-stdin", stdin=PASSWORD + "\n")
        self.assertEqual(self.kept(), [])

    def interrupted_upload(self):
        """Leaves a part of a file on the server: killed as soon as there is one."""
        for _ in range(30):
            process = self.laptop.start(*self.words(self.file("part.exe", 12 * MIB), "9"))
            while process.poll() is None and not any(name.endswith(".part") for name in self.kept()):
                time.sleep(0.001)
            self.killed(process, 0)
            if any(name.endswith(".part") for name in self.kept()):
                return

    def test_a_backup_takes_the_files_along(self):
        path = self.file(size=3 * MIB)
        identity, = lines(self.laptop.run(*self.words(path)))
        backup, data = self.folder / "backup", self.server.data
        self.assertIn("1 installer files", tool(FERRYD, "--data", data, "backup", backup))
        self.server.kill()
        data.rename(self.folder / "lost")
        tool(FERRYD, "--data", data, "restore", backup)
        self.server.start()
        where, = lines(self.get(identity))
        self.assertEqual(Path(where).read_bytes(), path.read_bytes())
        self.assertIn("is sound", tool(FERRYD, "--data", data, "verify"))

    def test_what_cannot_be_put_in_is_told_with_the_next_step(self):
        path, other = self.file(), self.file("notes.txt")
        words = self.words(path)
        self.assertIn("--format", self.laptop.fails(*self.words(other), exit_code=USAGE))
        self.assertIn("windows, macos or linux", self.laptop.fails(*words[:8], "beos", exit_code=USAGE))
        self.assertIn("no range", self.laptop.fails(*words[:8], "linux>=x"))
        self.assertIn("My Tool", self.laptop.fails(*words[:4], "My Tool", *words[5:], exit_code=USAGE))
        self.assertIn("none.exe", self.laptop.fails(*words[:2], "none.exe", *words[3:]))
        self.assertIn("ferry login", self.device("fresh").fails(*words))
        self.assertEqual(self.kept(), [])


class Plans(Depot):
    """Software of a Windows PC that no installer here has, from the depot."""

    def setUp(self):
        super().setUp()
        self.laptop.run("import", EXAMPLE, "--device", "office-pc")
        self.desktop.run("sync")
        lines_of = self.desktop.json("plan", "office-pc")["lines"]
        self.software = next(line["software"] for line in lines_of if line["software"] and line["line"] == "no-counterpart")
        self.program = self.desktop.home / ".local" / "bin" / "mytool"

    def line(self):
        line, = [line for line in self.desktop.json("plan", "office-pc")["lines"] if line["software"] == self.software]
        return line

    def add(self, *target, padding=0):
        identity, = lines(self.laptop.run("depot", "add", self.archive("hello", padding), "--software", self.software,
                                          "--version", "1.2", "--os", *target))
        return identity

    def apply(self):
        return ["apply", "office-pc", "--only", self.software, "--yes"]

    def test_what_only_the_depot_has_is_planned_without_a_server_and_installed(self):
        self.add("linux")
        self.assertEqual(self.line()["line"], "no-counterpart")
        self.assertIn(f"New in the depot: {self.software} 1.2, by laptop.", self.desktop.try_run("sync")[2])
        self.assertIn("Nothing is new", self.desktop.try_run("sync")[2])
        self.server.kill()
        line = self.line()
        self.assertEqual((line["line"], line["ticked"], line["reason"]), ("depot", True, "added by laptop"))
        self.assertEqual(line["to"], {"installer": "depot", "id": self.software, "version": "1.2"})
        self.desktop.fails(*self.apply())
        self.assertFalse(self.program.exists())
        self.server.start()
        self.desktop.run("resume")
        self.assertEqual(tool(self.program).strip(), "hello")
        self.assertEqual(self.line()["line"], "present")

    def test_a_file_for_another_system_is_a_reason_and_a_removed_one_is_gone(self):
        identity = self.add("windows>=10")
        self.desktop.run("sync")
        self.assertEqual(self.line()["line"], "no-counterpart")
        self.assertIn("windows", self.line()["reason"])
        self.laptop.run("depot", "remove", identity)
        before = self.line()["reason"]
        self.assertIn("The depot changed", self.desktop.try_run("sync")[2])
        self.assertNotEqual(self.line()["reason"], before)

    def test_the_device_that_adds_and_removes_plans_with_it_at_once(self):
        self.laptop.run("sync")
        kind = lambda: next(line for line in self.laptop.json("plan", "office-pc")["lines"] if line["software"] == self.software)["line"]
        self.assertEqual(kind(), "no-counterpart")
        identity = self.add("linux")
        self.assertEqual(kind(), "depot")
        self.assertEqual(self.laptop.json("sync")["depot"], [], "one's own file is no news")
        self.laptop.run("depot", "remove", identity)
        self.assertEqual(kind(), "no-counterpart")

    def plan_file(self, **fields):
        """The plan as a file, in which the line of the depot has other fields."""
        plan = self.desktop.json("plan", "office-pc")
        for line in plan["lines"]:
            line["ticked"] = False
            if line["software"] == self.software:
                line.update({"ticked": True, **fields})
        path = self.folder / "plan.json"
        path.write_text(json.dumps(plan), encoding="utf-8")
        return path

    def test_a_plan_file_with_a_line_of_the_depot_is_applied_as_it_was_edited(self):
        self.add("linux")
        self.desktop.run("sync")
        self.desktop.run("apply", self.plan_file(ticked=False), "--yes")
        self.assertFalse(self.program.exists())
        plan = self.plan_file()
        self.assertIn(f"depot:{self.software}", self.desktop.run("apply", plan, "--dry-run"))
        self.assertFalse(self.program.exists())
        self.desktop.run("apply", plan, "--yes")
        self.assertEqual(tool(self.program).strip(), "hello")

    def test_a_plan_file_is_no_way_around_the_checks_of_the_depot(self):
        identity = self.add("linux")
        self.desktop.run("sync")
        elsewhere = {"installer": "depot", "id": "../mytool", "version": "1.2"}
        self.assertIn("no depot id", self.desktop.fails("apply", self.plan_file(to=elsewhere), "--yes"))
        plan = self.plan_file()
        self.laptop.run("depot", "remove", identity)
        self.assertIn("ferry depot add", self.desktop.fails("apply", plan, "--yes"))
        self.assertFalse(self.program.exists())

    def test_a_run_that_was_killed_in_the_download_is_finished_by_resume(self):
        self.add("linux", padding=20 * MIB)
        self.desktop.run("sync")
        process = self.desktop.start(*self.apply())
        while process.poll() is None and not any(self.desktop.home.rglob("*.part")):
            time.sleep(0.001)
        self.killed(process, 0)
        self.assertFalse(self.program.exists())
        self.desktop.run("resume")
        self.assertEqual(tool(self.program).strip(), "hello")
        self.assertEqual(self.line()["line"], "present")
        self.desktop.fails("resume")


class Kills(Depot):
    """At random moments; in the end every file is whole on the other side."""

    def test_uploads_go_on_after_kill_9_of_the_client(self):
        longest = self.duration(self.laptop, *self.words(self.file("0.exe", 8 * MIB), "0"))
        kills, done = 0, 1
        while kills < KILLS:
            path = self.file(f"{done}.exe", 8 * MIB)
            while kills < KILLS and self.killed(self.laptop.start(*self.words(path, str(done))), longest):
                kills += 1
            self.laptop.run(*self.words(path, str(done)))
            done += 1
        rows = self.desktop.json("depot", "list")["files"]
        self.assertEqual(sorted(int(row["version"]) for row in rows), list(range(done)))
        for row in rows:
            where, = lines(self.get(row["id"]))
            self.assertEqual(Path(where).read_bytes(), (self.folder / row["file"]).read_bytes())
        self.assertEqual(len(self.kept()), done)

    def test_downloads_go_on_after_kill_9_of_the_client(self):
        path = self.file(size=12 * MIB)
        identity, = lines(self.laptop.run(*self.words(path)))
        words = ["depot", "get", identity, "--to", self.downloads]
        longest, kills, parts = self.duration(self.desktop, *words), 0, 0
        target = self.downloads / "setup-1.2.exe"
        target.unlink()
        while kills < KILLS:
            kills += self.killed(self.desktop.start(*words), longest)
            parts += any(name.endswith(".part") for name in self.left())
            if target.exists():
                self.assertEqual(target.read_bytes(), path.read_bytes())
                target.unlink()
        self.assertGreater(parts, 0)
        self.get(identity)
        self.assertEqual(target.read_bytes(), path.read_bytes())
        self.assertEqual(self.left(), ["setup-1.2.exe"])

    def test_both_go_on_after_kill_9_of_the_server(self):
        longest = self.duration(self.laptop, *self.words(self.file("0.exe", 8 * MIB), "0"))
        for number in range(1, KILLS + 1):
            path = self.file("setup.exe", 8 * MIB)
            process = self.laptop.start(*self.words(path, str(number)))
            time.sleep(random.uniform(0, longest))
            self.server.kill()
            self.server.start()
            process.communicate(timeout=60)
            if process.returncode != 0:  # it asked four times within a few seconds
                self.laptop.run(*self.words(path, str(number)))
            row, = [row for row in self.laptop.json("depot", "list")["files"] if row["version"] == str(number)]
            if number % 10 == 0:
                where, = lines(self.get(row["id"]))
                self.assertEqual(Path(where).read_bytes(), path.read_bytes())
                Path(where).unlink()
        self.assertEqual(len(self.laptop.json("depot", "list")["files"]), KILLS + 1)
        self.assertEqual(len(self.kept()), KILLS + 1)
