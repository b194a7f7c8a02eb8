# A server in an attacker's hands, between real programs: what is refused has run nothing and written nothing. strace tells.
# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
import os
import re
import shutil
import subprocess
import time
import unittest

from apt_tree import AptTree
from evil_proxy import EvilProxy, changed, coded, identity, plain
from harness import DONE, FAILED, FERRY, PARTLY, Scratch, Server, lines

ITEMS, BLOBS, OPEN, LOGIN = "/v1/depot/items.*", "/v1/depot/blobs/.*", r"/v1/requests\?.*", "/v1/login"
MAGIC = b"FERRYB1\n"  # in front of a revision of settings
# What Ferry itself knows and has seen, what the server has, and the trace.
OWN = re.compile(r"(server|trace)(/|\.|$)|[a-z]+/data/(state|journal|run)\.")


def skip_where_nothing_can_be_traced():
    if not shutil.which("strace") or subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], check=False).returncode:
        raise unittest.SkipTest("needs strace, and the right to trace")


class Attack(Scratch):
    def setUp(self):
        super().setUp()
        skip_where_nothing_can_be_traced()
        self.tree, self.proxy = AptTree(self.folder), EvilProxy(self)
        self.server = Server(self, "--origin", self.proxy.url)
        self.proxy.port_behind = self.server.port
        self.laptop = self.device("laptop")
        self.pc = self.device("pc", root=self.tree.root, environment=self.tree.environment)
        # The leak sanitizer cannot work in a program that is traced.
        self.pc.environment["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        self.person = self.tree.root / "home/ada"
        self.person.mkdir(parents=True)
        self.laptop.register(self.server, device="laptop")
        self.pc.login(self.proxy, device="office-pc")

    def traced(self, *words):
        """(exit code, stderr, paths of all programs that were started by it and by its children)"""
        log = self.folder / "trace"
        self.pc.tracer = ["strace", "-f", "-qq", "-s", "4096", "-e", "trace=execve,execveat", "-e", "signal=none", "-o", log]
        code, _, said = self.pc.try_run(*words)
        self.pc.tracer = []
        calls = [line for line in lines(log.read_text()) if "execve" in line and "resumed>" not in line]
        return code, said, [re.search(r'execve(?:at)?\([^"]*"([^"]*)"', call).group(1) for call in calls]

    def refused(self, *words, says, exit_code=FAILED):
        """Nothing but ferry was run, and no file is another one than before."""
        before = self.files()
        code, said, programs = self.traced(*words)
        self.assertEqual(code, exit_code, said)
        self.assertIn(says, said)
        self.assertEqual(programs, [str(FERRY)])
        self.assertEqual(self.files(), before)

    def files(self):
        """All but what Ferry keeps for itself and what the server has: path -> mode and content."""
        found = {}
        for path in self.folder.rglob("*"):
            name = str(path.relative_to(self.folder))
            if OWN.match(name) or path.is_dir() and not path.is_symlink():
                continue
            content = os.readlink(path) if path.is_symlink() else path.read_bytes()
            found[name] = path.lstat().st_mode, content
        return found

    def on_items(self, targets, **fields):
        """In lists each header or manifest has other fields, under the id that fits its bytes."""
        key = "manifest" if "depot" in targets else "header"

        def alter(item):
            header = changed(item[key], **fields)
            return {**item, key: header, "id": identity(plain(header))}
        self.proxy.on_items(targets, lambda items: [alter(item) for item in items])


class Depot(Attack):
    def setUp(self):
        super().setUp()
        self.mark, self.downloads = self.tree.root / "tmp/ran", self.folder / "downloads"
        self.tree.publish("mytool", postinst="echo mytool >>/tmp/ran")
        self.package = self.tree.repository / "mytool_1.0_all.deb"
        self.put_in("mytool")

    def put_in(self, software):
        self.laptop.run("depot", "add", self.package, "--software", software, "--version", "1.0", "--os", "linux")

    def evil_package(self):
        self.tree.publish("mytool", postinst="echo evil >>/tmp/ran")
        return self.package.read_bytes()

    def refuses(self, says):
        self.refused("depot", "install", "mytool", "--yes", says=says)
        self.assertFalse(self.mark.exists())

    def test_an_honest_server_s_file_is_installed_and_the_trace_sees_it(self):
        code, said, programs = self.traced("depot", "install", "mytool", "--yes")
        self.assertEqual(code, DONE, said)
        self.assertEqual(self.mark.read_text(), "mytool\n")
        for program in ("/usr/bin/apt-get", "/usr/bin/dpkg", "/var/lib/dpkg/info/mytool.postinst"):
            self.assertIn(program, programs)

    def test_altered_and_replaced_files_run_nothing(self):
        self.proxy.on(BLOBS, lambda part: part[:-1] + bytes([part[-1] ^ 1]))
        self.refuses("not the one that its author signed")
        row, = self.pc.json("depot", "list")["files"]
        self.refused("depot", "get", row["id"], "--to", self.downloads, says="not the one that its author signed")
        evil = self.evil_package()
        self.proxy.on(BLOBS, lambda part: evil[:len(part)].ljust(len(part), b"\0"))
        self.refuses("not the one that its author signed")

    def test_altered_manifests_run_nothing(self):
        evil = self.evil_package()
        for fields in ({"silent": ["/S", "--post-invoke=sh"]}, {"version": "9"},
                       {"sha256": hashlib.sha256(evil).hexdigest(), "size": len(evil)}):
            self.on_items(ITEMS, **fields)
            self.refuses("was altered, or is not by the device")

    def test_a_file_of_other_software_is_not_installed_as_what_was_asked_for(self):
        self.put_in("editor")
        items = []
        self.proxy.on_items(ITEMS, lambda shown: items.extend(shown) or shown)
        self.pc.run("depot", "list", "editor")
        self.proxy.on_items(ITEMS, lambda shown: items)
        self.refuses("is of editor")


class Requests(Attack):
    def setUp(self):
        super().setUp()
        self.tree.publish("jq", "tmux")
        self.pc.run("requests", "policy", "all")

    def ask(self, name, *words, device="office-pc"):
        return self.laptop.json("request", device, name, *words)["request"]

    def shown(self, request):
        """As the honest server shows it to the one who asked."""
        seen = []
        self.proxy.on_items("/v1/requests", lambda items: seen.extend(items) or items)
        self.pc.run("requests")
        self.proxy.tamper = None
        return next(one for one in seen if one["id"] == request)

    def show(self, item):
        self.proxy.on_items(OPEN, lambda items: [item])

    def refuses(self, says):
        self.refused("requests", "answer", "--by-policy", says=says, exit_code=PARTLY)
        self.assertEqual(self.tree.installed(), {})

    def test_an_honest_server_s_request_is_carried_out_once_and_the_trace_sees_it(self):
        request = self.ask("jq")
        item = self.shown(request)
        code, said, programs = self.traced("requests", "answer", "--by-policy")
        self.assertEqual(code, DONE, said)
        self.assertIn("/usr/bin/apt-get", programs)
        self.assertEqual(self.tree.history(), ["jq"])
        self.pc.run("remove", "jq", "--yes")
        self.show(item)
        self.refused("requests", "answer", "--by-policy", says="0 carried out, 0 refused", exit_code=DONE)
        self.assertEqual(self.tree.history(), ["jq"])

    def test_forged_altered_misdirected_and_expired_requests_run_nothing(self):
        expires = time.monotonic() + 61
        expiring = self.shown(self.ask("jq", "--expires", "1m"))
        item = self.shown(self.ask("jq"))
        self.show({**item, "signature": coded(os.urandom(64))})
        self.refuses("altered, or is not by the device it names")
        self.show({**item, "signature": ""})
        self.refuses("is not signed")
        self.on_items(OPEN, items=[{"installer": "apt", "id": "tmux"}])
        self.refuses("altered, or is not by the device it names")
        third = self.device("third")
        third.login(self.server, device="third")
        self.show(self.shown(self.ask("jq", device="third")))
        self.refuses("is for another device")
        time.sleep(max(0, expires - time.monotonic()))  # it takes no shorter time
        self.show(expiring)
        self.refused("requests", "answer", "--by-policy", says="0 carried out, 0 refused", exit_code=DONE)
        self.refused("requests", "answer", expiring["id"], "--yes", says="expired on")
        self.assertEqual(self.tree.installed(), {})


class Settings(Attack):
    def setUp(self):
        super().setUp()
        ada = self.laptop.home
        (ada / ".gitconfig").write_text("[user]\n\tname = Ada\n")
        (ada / ".vimrc").write_text("set ruler\n")
        self.laptop.run("settings", "push", "git", "vim", "--yes")
        (self.person / ".gitconfig").write_text("[user]\n\tname = Nobody\n")

    def pull(self, says):
        self.refused("settings", "pull", "git", "--yes", "--overwrite", says=says)

    def envelopes(self):
        """Target -> bytes of each revision that passes by."""
        seen = {}

        def watch(target, body):
            if body.startswith(MAGIC):
                seen[target] = body
            return body
        self.proxy.tamper = watch
        self.pc.run("settings", "diff", "git")
        self.pc.run("settings", "pull", "vim", "--dry-run")
        return seen

    def test_an_honest_server_s_settings_are_written(self):
        self.pc.run("settings", "pull", "git", "--yes", "--overwrite")
        self.assertIn("Ada", (self.person / ".gitconfig").read_text())

    def test_swapped_bundles_and_keys_write_nothing(self):
        git, vim = self.envelopes().values()
        self.proxy.tamper = lambda target, body: vim if body == git else body
        self.pull("belongs to another account or other software")
        self.proxy.tamper = lambda target, body: with_key_of(git, vim) if body == git else body
        self.pull("altered, or is not by the device it names")
        self.proxy.tamper = lambda target, body: git[:-1] + bytes([git[-1] ^ 1]) if body == git else body
        self.pull("not the one that its author signed")

    def test_an_older_revision_shown_as_the_newest_is_not_exported(self):
        older = self.laptop.json("settings", "history", "git")["revisions"][0]["revision"]
        (self.laptop.home / ".gitconfig").write_text("[user]\n\tname = Lovelace\n")
        self.laptop.run("settings", "push", "git", "--yes")
        newer = self.laptop.json("settings", "history", "git")["revisions"][0]["revision"]
        self.proxy.on("/v1/bundles", lambda body: body.replace(newer.encode(), older.encode()))
        exported = self.pc.json("settings", "export", self.folder / "mine")["exported"]
        self.assertEqual([newer], [row["revision"] for row in exported if row["software"] == "git"])

    def test_an_account_key_by_the_server_lets_no_device_in(self):
        bob = self.device("bob")
        sessions = []
        self.proxy.on(LOGIN, lambda body: sessions.append(json.loads(body)) or body)
        bob.register(self.server, account="bob", device="bob")
        bob.run("logout")
        bob.login(self.proxy, account="bob", device="bobs")
        key = sessions[0]["wrapped_key"]
        self.proxy.on(LOGIN, lambda body: json.dumps({**json.loads(body), "wrapped_key": key}).encode())
        fresh = self.device("fresh")
        code, _, said = fresh.login(self.proxy, device="fresh", exit_code=None)
        self.assertEqual(code, FAILED)
        self.assertIn("the account key does not open: wrong key, or altered by the server", said)
        self.assertFalse((fresh.home / "data/credentials.json").exists())


def with_key_of(envelope, other):
    """The envelope with the wrapped key of another one in its header."""
    header, rest = parts_of(envelope)
    header = json.dumps({**header, "content_key": parts_of(other)[0]["content_key"]}, separators=(",", ":")).encode()
    return MAGIC + len(header).to_bytes(4, "little") + header + rest


def parts_of(envelope):
    front = len(MAGIC) + 4
    end = front + int.from_bytes(envelope[len(MAGIC):front], "little")
    return json.loads(envelope[front:end]), envelope[end:]
