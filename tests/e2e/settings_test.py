# Settings between three homes, one laid out as each system lays it out, and a server that is watched.
# SPDX-License-Identifier: Apache-2.0
import json
import random
import re
import shutil
import sqlite3
import subprocess
import time

from harness import BUILD, DONE, FAILED, PASSWORD, SOURCE, Scratch, Server

SECRET = "ghp_" + "Q7w" * 12
MARKER = "planted-marker-7d1f"
KILLS = 50 if BUILD.name == "release" else 10  # a sanitized program starts five times as slowly
GIT = f"[user]\n\tname = Ada\n\temail = {MARKER}@example.org\n[core]\n\teditor = vim\n"


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class Settings(Scratch):
    def setUp(self):
        super().setUp()
        self.server = Server(self)
        self.linux = self.computer("linux", "home/ada", "etc/os-release", 'ID=debian\nVERSION_ID="12"\n')
        self.windows = self.computer("windows", "Users/ada", "Windows/System32/ntdll.dll", "")
        self.mac = self.computer("macos", "Users/ada", "System/Library/CoreServices/SystemVersion.plist", "")
        self.linux.register(self.server, device="laptop")
        self.windows.login(self.server, device="pc")
        self.mac.login(self.server, device="mac")

    def computer(self, name, home, mark, content):
        root = self.folder / f"{name}-root"
        (root / home).mkdir(parents=True)
        (root / mark).parent.mkdir(parents=True, exist_ok=True)
        (root / mark).write_text(content)
        device = self.device(name, root=root)
        device.person = root / home
        return device

    def put(self, device, path, content):
        file = device.person / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)

    def push(self, device, *names):
        return device.json("settings", "push", *names, "--yes")["pushed"]

    def pull(self, device, *names, exit_code=DONE):
        return device.json("settings", "pull", *names, "--yes", exit_code=exit_code)["pulled"]

    def test_settings_land_where_each_system_keeps_them_and_undo_gives_every_byte_back(self):
        self.put(self.linux, ".config/nvim/init.lua", "vim.o.number = true\n")
        self.put(self.linux, ".config/nvim/lua/own/keys.lua", "return {}\n")
        self.put(self.linux, ".gitconfig", GIT)
        self.put(self.linux, ".vimrc", "set ruler\n")
        self.put(self.linux, ".config/Code/User/settings.json", '{"editor.fontSize": 13}')
        self.put(self.windows, ".gitconfig", "[user]\r\n\tname = Nobody\r\n")
        before = {device: tree(device.person) for device in (self.windows, self.mac)}
        names = ("neovim", "git", "vim", "visual-studio-code")
        self.push(self.linux, *names)
        code, out, said = self.windows.try_run("settings", "pull", *names, "--yes")
        self.assertEqual(code, DONE, said)
        self.pull(self.mac, *names)
        self.assertEqual((self.windows.person / "AppData/Local/nvim/lua/own/keys.lua").read_text(), "return {}\n")
        self.assertEqual((self.windows.person / "_vimrc").read_text(), "set ruler\n")
        self.assertEqual((self.windows.person / ".gitconfig").read_text(), GIT)
        self.assertTrue((self.windows.person / "AppData/Roaming/Code/User/settings.json").exists())
        self.assertTrue((self.mac.person / ".config/nvim/init.lua").exists())
        self.assertIn('where windows keeps "configuration" is known from one source only', said)
        self.assertTrue((self.mac.person / "Library/Application Support/Code/User/settings.json").exists())
        for device in (self.windows, self.mac):
            for name in names:
                device.run("settings", "undo", name)
            self.assertEqual(tree(device.person), before[device])
            self.assertIn("no settings of git were restored", device.fails("settings", "undo", "git"))

    def test_browser_profile_travels_without_its_passwords(self):
        profile = ".mozilla/firefox/a1b2.default-release"
        self.put(self.linux, ".mozilla/firefox/profiles.ini", "[Profile0]\nPath=a1b2.default-release\nIsRelative=1\n")
        self.put(self.linux, f"{profile}/user.js", 'user_pref("browser.startup.page", 3);\n')
        for secret in ("key4.db", "logins.json", "cookies.sqlite", "cert9.db"):
            self.put(self.linux, f"{profile}/{secret}", MARKER)
        self.push(self.linux, "firefox")
        for device, folder in ((self.windows, "AppData/Roaming/Mozilla/Firefox"),
                               (self.mac, "Library/Application Support/Firefox")):
            self.pull(device, "firefox")
            found = tree(device.person)
            self.assertIn(f"{folder}/a1b2.default-release/user.js", found)
            self.assertNotIn(MARKER.encode(), b"".join(found.values()))
            device.run("settings", "undo", "firefox")
            self.assertEqual(tree(device.person), {})

    def test_secrets_stay_unless_asked_for(self):
        self.put(self.linux, ".gitconfig", f"[github]\n\ttoken = {SECRET}\n")
        code, out, err = self.linux.try_run("settings", "push", "git", "--yes")
        self.assertEqual(code, FAILED)
        self.assertIn(".gitconfig:2: left out", err)
        self.assertNotIn(SECRET, out + err)
        self.linux.run("settings", "push", "git", "--yes", "--with-secrets")
        self.pull(self.mac, "git")
        self.assertIn(SECRET, (self.mac.person / ".gitconfig").read_text())

    def test_nothing_travels_without_consent(self):
        self.put(self.linux, ".gitconfig", GIT)
        self.assertIn("--yes", self.linux.fails("settings", "push", "git"))
        self.assertEqual(self.linux.json("settings", "list", "git")["settings"][0]["consent"], "not asked yet")
        self.push(self.linux, "git")
        self.assertEqual(self.linux.json("settings", "list", "git")["settings"][0]["consent"], "travels")
        self.put(self.linux, ".gitconfig", GIT + "[pull]\n\trebase = true\n")
        self.assertTrue(self.push(self.linux)[0]["changed"])
        self.assertFalse(self.push(self.linux)[0]["changed"])

    def test_server_sees_no_name_and_no_content(self):
        self.put(self.linux, ".gitconfig", GIT)
        self.push(self.linux, "git")
        self.pull(self.mac, "git")
        credentials = json.loads((self.linux.home / "data/credentials.json").read_text())
        self.assertEqual(self.server.stop(), 0)
        seen = b"".join(path.read_bytes() for path in self.server.data.rglob("*") if path.is_file())
        seen += self.server.log().encode()
        for hidden in (MARKER, "gitconfig", "[core]", credentials["token"], credentials["account_key"],
                       credentials["device_seed"], "correct horse"):
            self.assertNotIn(hidden.encode(), seen)
        rows = sqlite3.connect(self.server.data / "ferryd.db").execute("SELECT count(*) FROM bundle_body").fetchone()
        self.assertEqual(rows, (1,))

    def test_both_sides_changed_is_told_and_joined_key_by_key(self):
        path = ".config/Code/User/settings.json"
        mac_path = "Library/Application Support/Code/User/settings.json"
        self.put(self.linux, path, '{\n  "a": 1,\n  "b": 1\n}\n')
        self.push(self.linux, "visual-studio-code")
        self.pull(self.mac, "visual-studio-code")
        self.put(self.mac, mac_path, '{\n  // mine\n  "a": 2,\n  "b": 1\n}\n')
        self.put(self.linux, path, '{\n  "a": 1,\n  "b": 3\n}\n')
        self.push(self.linux, "visual-studio-code")
        said = self.mac.fails("settings", "pull", "visual-studio-code", "--yes")
        self.assertIn("changed here and on laptop", said)
        self.assertIn("- ", self.mac.run("settings", "diff", "visual-studio-code"))
        self.mac.run("settings", "pull", "visual-studio-code", "--merge", "--yes")
        merged = (self.mac.person / mac_path).read_text()
        self.assertEqual(merged, '{\n  // mine\n  "a": 2,\n  "b": 3\n}\n')
        self.push(self.mac, "visual-studio-code")
        self.assertEqual([row["device"] for row in self.mac.json("settings", "history", "visual-studio-code")["revisions"]],
                         ["mac", "laptop", "laptop"])

    def test_two_pushes_on_one_parent_keep_both(self):
        self.put(self.linux, ".gitconfig", GIT)
        self.push(self.linux, "git")
        self.pull(self.mac, "git")
        self.put(self.linux, ".gitconfig", "[a]\n\tb = 1\n")
        self.put(self.mac, ".gitconfig", "[a]\n\tb = 2\n")
        first = self.push(self.linux, "git")[0]["revision"]
        conflict = self.push(self.mac, "git")[0]
        self.assertEqual(conflict["conflict_with"], first)
        self.mac.run("settings", "pull", "git", "--revision", first[:12], "--yes")
        self.assertIn("b = 1", (self.mac.person / ".gitconfig").read_text())

    def test_what_one_system_has_no_place_for_is_not_lost_by_its_push(self):
        entry = self.folder / "catalog/software/t/two-rules.json"
        entry.parent.mkdir(parents=True)
        entry.write_text(json.dumps({
            "$schema": "../../schema/software-1.json", "id": "two-rules", "name": "Two rules",
            "homepage": "https://example.org/two", "category": "utility", "packages": {"apt": "two-rules"},
            "settings": [{"name": "main", "format": "ini", "paths": {"windows": "{home}/two.ini", "linux": "{home}/.two"}},
                         {"name": "shell", "format": "text", "paths": {"linux": "{home}/.two-shell"}}]}, indent=2))
        for device in (self.linux, self.windows):
            device.root += ["--catalog", str(self.folder / "catalog")]
        self.put(self.linux, ".two", "a = 1\n")
        self.put(self.linux, ".two-shell", "shell\n")
        self.push(self.linux, "two-rules")
        self.pull(self.windows, "two-rules")
        self.assertEqual(tree(self.windows.person), {"two.ini": b"a = 1\n"})
        self.put(self.windows, "two.ini", "a = 2\n")
        self.push(self.windows, "two-rules")
        (self.linux.person / ".two-shell").unlink()
        self.linux.run("settings", "pull", "two-rules", "--overwrite", "--yes")
        self.assertEqual(tree(self.linux.person), {".two": b"a = 2\n", ".two-shell": b"shell\n"})

    def version(self, device, folder):
        """Which version the files under `folder` are of; all of one, or it fails."""
        found = {path.read_text() for path in (device.person / folder).rglob("*") if path.is_file()}
        self.assertEqual(len(found), 1, found)
        return int(found.pop())

    def killed(self, device, *words):
        process = device.start(*words)
        time.sleep(random.uniform(0, 0.25))
        process.kill()
        process.communicate()

    def test_kill_at_any_moment_leaves_one_version_whole(self):
        files = ["init.lua", "lua/a.lua", "lua/b/c.lua", "after/ftplugin/d.lua"]
        self.put(self.linux, ".config/nvim/init.lua", "0")
        self.push(self.linux, "neovim")
        for version in range(1, KILLS + 1):
            for file in files:
                self.put(self.linux, f".config/nvim/{file}", str(version))
            self.killed(self.linux, "settings", "push", "neovim", "--yes")
            self.push(self.linux, "neovim")  # a second run finishes
            self.killed(self.mac, "settings", "pull", "neovim", "--yes")
            self.mac.run("settings", "list", "neovim")  # rolls back what was cut off
            if (self.mac.person / ".config/nvim/lua/a.lua").exists():
                self.assertIn(self.version(self.mac, ".config/nvim"), (version - 1, version))
            self.pull(self.mac, "neovim")
            self.assertEqual(self.version(self.mac, ".config/nvim"), version)
        self.assertGreaterEqual(len(self.mac.json("settings", "history", "neovim")["revisions"]), KILLS + 1)

    def test_large_settings_travel_too(self):
        content = random.Random(1).randbytes(3 << 20).hex()  # over the server's limit for other bodies, also compressed
        self.put(self.linux, ".config/nvim/lua/large.lua", content)
        self.push(self.linux, "neovim")
        self.pull(self.mac, "neovim")
        self.assertEqual((self.mac.person / ".config/nvim/lua/large.lua").read_text(), content)

    def test_device_that_logs_in_anew_is_still_believed(self):
        self.put(self.linux, ".gitconfig", GIT)
        self.push(self.linux, "git")
        self.linux.run("logout")
        self.linux.login(self.server, device="laptop")
        self.pull(self.mac, "git")
        self.put(self.linux, ".gitconfig", GIT + "[pull]\n\trebase = true\n")
        self.push(self.linux, "git")
        self.pull(self.mac, "git")
        self.assertIn("rebase", (self.mac.person / ".gitconfig").read_text())
        devices = {row["device"] for row in self.mac.json("settings", "history", "git")["revisions"]}
        self.assertEqual(devices, {"laptop"})

    def test_device_that_was_away_while_the_account_key_changed_goes_on(self):
        self.put(self.linux, ".gitconfig", GIT)
        self.push(self.linux, "git")
        self.pull(self.mac, "git")
        self.linux.run("devices", "revoke", "pc", "--yes", "--password-stdin", stdin=PASSWORD)
        self.put(self.mac, ".gitconfig", GIT + "[pull]\n\trebase = true\n")
        self.push(self.mac, "git")
        self.pull(self.linux, "git")
        self.assertIn("rebase", (self.linux.person / ".gitconfig").read_text())
        devices = [row["device"] for row in self.mac.json("settings", "history", "git")["revisions"]]
        self.assertEqual(devices, ["mac", "laptop"])
        self.assertIn("revoked", self.windows.fails("settings", "pull", "git", "--yes"))
        self.assertEqual(tree(self.windows.person), {})

    def test_home_of_this_system_follows_its_environment_and_running_programs_are_not_overwritten(self):
        self.put(self.linux, ".config/nvim/init.lua", "x\n")
        self.push(self.linux, "neovim")
        config = self.folder / "moved"
        here = self.device("here", environment={"XDG_CONFIG_HOME": str(config)})
        here.login(self.server, device="here")
        program = self.folder / "nvim"
        shutil.copy(shutil.which("sleep"), program)
        with subprocess.Popen([program, "60"]) as running:
            self.addCleanup(running.kill)
            said = here.fails("settings", "pull", "neovim", "--yes")
            running.kill()
        self.assertIn("nvim is running", said)
        self.assertFalse(config.exists())
        here.run("settings", "pull", "neovim", "--yes")
        self.assertEqual((config / "nvim/init.lua").read_text(), "x\n")

    def test_settings_of_a_flatpak_are_found_where_it_keeps_them(self):
        self.put(self.linux, ".var/app/org.kde.krita/config/kritarc", "[theme]\nTheme=Dark\n")
        self.push(self.linux, "krita")
        self.pull(self.windows, "krita")
        self.assertIn("Dark", (self.windows.person / "AppData/Local/kritarc").read_text())

    def test_server_from_an_older_backup_is_noticed_and_given_everything_again(self):
        backup = self.folder / "backup"
        self.put(self.linux, ".gitconfig", GIT)
        self.server.stop()
        shutil.copytree(self.server.data, backup)
        self.server.start()
        self.push(self.linux, "git")
        self.pull(self.mac, "git")
        self.assertFalse(self.push(self.linux, "git")[0]["changed"])
        self.server.stop()
        shutil.rmtree(self.server.data)
        shutil.copytree(backup, self.server.data)
        self.server.start()
        self.assertIn("ferry settings push git begins anew", self.linux.fails("settings", "pull", "git", "--yes"))
        self.assertTrue(self.push(self.linux, "git")[0]["changed"])
        self.assertFalse(self.push(self.linux, "git")[0]["changed"])
        self.assertEqual(len(self.linux.json("settings", "history", "git")["revisions"]), 1)

    def test_export_gives_archives_that_other_programs_read(self):
        self.put(self.linux, ".gitconfig", GIT)
        self.put(self.linux, ".vimrc", "set ruler\n")
        self.push(self.linux, "git", "vim")
        folder = self.folder / "mine" / "settings"
        self.mac.run("settings", "export", folder, "--dry-run")
        self.assertFalse(folder.exists())
        exported = self.mac.json("settings", "export", folder)["exported"]
        self.assertEqual({"git": 1, "vim": 1}, {row["software"]: row["files"] for row in exported})
        self.assertEqual({0o600}, {file.stat().st_mode & 0o777 for file in folder.iterdir()})
        unpacked = self.folder / "unpacked"
        unpacked.mkdir()
        for row in exported:
            subprocess.run(["tar", "--zstd", "-xf", row["file"], "-C", unpacked], check=True)
        self.assertEqual({GIT.encode(), b"set ruler\n"}, set(tree(unpacked).values()))

    def test_dry_run_writes_nothing(self):
        self.put(self.linux, ".gitconfig", GIT)
        self.linux.run("settings", "push", "git", "--dry-run")
        self.assertIn("has no settings of git", self.mac.fails("settings", "pull", "git"))
        self.push(self.linux, "git")
        row = self.mac.json("settings", "pull", "git", "--dry-run")["pulled"][0]
        self.assertEqual([file["difference"] for file in row["files"]], ["new"])
        self.assertEqual(tree(self.mac.person), {})

    def test_a_link_in_the_way_is_refused(self):
        self.put(self.linux, ".config/nvim/init.lua", "x\n")
        self.push(self.linux, "neovim")
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir()
        (self.mac.person / ".config").mkdir()
        (self.mac.person / ".config/nvim").symlink_to(elsewhere)
        self.assertIn("would go through a link", self.mac.fails("settings", "pull", "neovim", "--yes"))
        self.assertEqual(list(elsewhere.iterdir()), [])

    def test_mistakes_are_named(self):
        self.assertIn("did you mean", self.linux.fails("settings", "push", "neovmi"))
        self.assertIn("does not know where", self.linux.fails("settings", "push", "7zip"))
        (self.linux.person.parent / "bob").mkdir()
        self.assertIn("say which with --home", self.linux.fails("settings", "list", "git"))
        self.put(self.linux, ".gitconfig", GIT)
        self.linux.run("settings", "push", "git", "--yes", "--home", self.linux.person)
        self.assertIn("no revision begins with", self.mac.fails("settings", "pull", "git", "--revision", "zz"))

    def test_forty_entries_travel_from_linux_to_both_others(self):
        wanted = []
        for file in sorted((SOURCE / "catalog/software").glob("*/*.json")):
            entry = json.loads(file.read_text())
            rules = [rule for rule in entry.get("settings", []) if {"windows", "macos", "linux"} <= set(rule["paths"])]
            if rules and len(wanted) < 60:
                wanted.append((entry["id"], rules))
        planted = {}
        for name, rules in wanted:
            for rule in rules:
                planted[name, rule["name"]] = self.plant(rule)
        names = [name for name, rules in wanted]
        self.linux.run("settings", "push", *names, "--yes")
        pulled = {device: {row["software"]: row for row in self.pull(device, *names)} for device in (self.windows, self.mac)}
        travelled = [name for name in names
                     if all(pulled[device].get(name, {}).get("written", 0) > 0 for device in pulled)]
        self.assertGreaterEqual(len(travelled), 40)
        for device in pulled:
            for name in travelled:
                device.run("settings", "undo", name)
            self.assertEqual(tree(device.person), {})

    def plant(self, rule):
        path = rule["paths"]["linux"]
        places = {"{home}": "", "{config}": ".config/", "{data}": ".local/share/", "{documents}": "Documents/"}
        for place, folder in places.items():
            path = path.replace(place + "/", folder)
        pattern = (rule.get("include") or [""])[0]
        inner = re.sub(r"\*", "x", pattern)
        is_file = not pattern and "." in path.rsplit("/", 1)[-1][1:] or not pattern and path.rsplit("/", 1)[-1].endswith("rc")
        self.put(self.linux, path if is_file else f"{path}/{inner or 'settings.txt'}", f"value of {rule['name']}\n")
        return path
