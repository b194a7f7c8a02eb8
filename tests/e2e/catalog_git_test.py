# ferry catalog update against real git repositories with signed, unsigned, foreign and rewound commits.
# SPDX-License-Identifier: Apache-2.0
import json
import shutil
import subprocess

from harness import DONE, FERRY, PARTLY, SOURCE, USAGE, Scratch

ENTRY = """{{
  "$schema": "../../schema/software-1.json",
  "id": "{id}",
  "name": "{name}",
  "homepage": "https://example.org/",
  "category": "utility",
  "packages": {{
    "apt": "{id}"
  }}
}}
"""


class Remote:
    """A repository whose commits a key of ssh-keygen signs."""

    def __init__(self, folder, name="remote"):
        self.path, self.keys = folder / name, folder / f"{name}-keys"
        self.keys.mkdir()
        self.run("git", "init", "--quiet", "-b", "main", str(self.path), cwd=folder)
        for name in ("maintainer", "stranger"):
            self.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(self.keys / name), cwd=folder)
        for key, value in {"user.name": "a", "user.email": "a@example.org", "gpg.format": "ssh",
                           "gc.auto": "0", "commit.gpgsign": "false"}.items():
            self.git("config", key, value)

    def run(self, *words, cwd=None):
        done = subprocess.run(words, cwd=cwd or self.path, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{words}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def git(self, *words):
        return self.run("git", *words)

    def key(self, name="maintainer"):
        return (self.keys / f"{name}.pub").read_text().strip()

    def write(self, software, name=None):
        file = self.path / f"catalog/software/{software[0]}/{software}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(ENTRY.format(id=software, name=name or software))

    def commit(self, signer="maintainer", words="change"):
        self.git("add", "--all")
        sign = ["-S", "-c", f"user.signingkey={self.keys / signer}.pub"] if signer else []
        self.git(*sign[1:], "commit", "--quiet", "--allow-empty", *sign[:1], "-m", words)
        return self.git("rev-parse", "HEAD")


class Update(Scratch):
    def setUp(self):
        super().setUp()
        self.remote, self.laptop = Remote(self.folder), self.device()
        self.remote.write("one")
        self.remote.write("two")
        self.first = self.remote.commit()
        self.configure(remote=str(self.remote.path), keys=[self.remote.key()])

    def configure(self, **catalog):
        (self.laptop.home / "config").mkdir(exist_ok=True)
        (self.laptop.home / "config/config.json").write_text(json.dumps({"catalog": catalog}))

    def update(self, exit_code=DONE):
        return self.laptop.json("catalog", "update", exit_code=exit_code)

    def name_of(self, software):
        return self.laptop.json("catalog", "show", software)["name"]

    def in_use(self):
        return json.loads((self.laptop.home / "data/catalog/state.json").read_text())["commit"]

    def refused(self, why):
        before = self.in_use()
        said = self.laptop.fails("catalog", "update")
        self.assertIn(why, said)
        self.assertIn("the catalog in use stays", said)
        self.assertEqual(self.in_use(), before)
        self.assertEqual(self.name_of("one"), "one")

    def test_signed_commits_are_taken_and_only_what_changed_is_read(self):
        said = self.update()
        self.assertEqual((said["changed"], said["commit"], said["rebuilt"], said["files"]), (True, self.first, True, 2))
        self.assertEqual(self.name_of("one"), "one")
        self.assertIn("not in the catalog", self.laptop.fails("catalog", "show", "firefox"))
        self.assertFalse(self.update()["changed"])

        self.remote.write("one", "One of two")
        self.remote.write("three")
        (self.remote.path / "catalog/software/t/two.json").unlink()
        second = self.remote.commit()
        said = self.update()
        self.assertEqual((said["commit"], said["rebuilt"], said["files"]), (second, False, 2))
        self.assertEqual(self.name_of("one"), "One of two")
        self.assertEqual(self.name_of("three"), "three")
        self.laptop.fails("catalog", "show", "two")

        self.remote.write("two", "back")
        self.remote.commit()
        self.update()
        self.assertEqual(self.name_of("two"), "back")
        self.assertEqual(self.name_of("one"), "One of two")
        kept = sorted(path.name for path in (self.laptop.home / "data/catalog").glob("*.bin"))
        self.assertEqual(len(kept), 2)

    def test_unsigned_and_strange_signatures_are_refused(self):
        self.update()
        self.remote.write("one", "evil")
        self.remote.commit(signer=None)
        self.refused("is not signed")
        self.remote.commit(signer="stranger")
        self.refused("by a key that is not trusted")
        self.remote.commit()  # the maintainer looked at it and signed
        self.update()
        self.assertEqual(self.name_of("one"), "evil")

    def test_first_commit_has_to_be_signed_too(self):
        self.remote.commit(signer="stranger")
        self.assertIn("not trusted", self.laptop.fails("catalog", "update"))
        self.assertFalse((self.laptop.home / "data/catalog/state.json").exists())
        self.assertTrue(self.laptop.json("catalog", "show", "firefox")["confirmed"])  # what came with Ferry serves

    def test_signature_of_another_commit_does_not_fit(self):
        self.update()
        signed = self.remote.commit(words="good")
        text = self.remote.git("cat-file", "commit", signed).replace("good", "evil") + "\n"
        forged = subprocess.run(["git", "hash-object", "-t", "commit", "-w", "--stdin"], cwd=self.remote.path, input=text,
                                capture_output=True, text=True, check=True).stdout.strip()
        self.remote.git("update-ref", "refs/heads/main", forged)
        self.refused("does not fit what it says")

    def test_rewound_and_foreign_histories_are_refused(self):
        self.remote.write("one", "newer")
        second = self.remote.commit()
        self.update()
        self.remote.git("reset", "--quiet", "--hard", self.first)
        before = self.in_use()
        self.assertIn("does not descend from", self.laptop.fails("catalog", "update"))  # rolled back
        self.remote.write("four")
        self.remote.commit()
        self.assertIn("does not descend from", self.laptop.fails("catalog", "update"))  # rewound
        self.remote.git("checkout", "--quiet", "--orphan", "other")
        self.remote.commit()
        self.assertIn("does not descend from", self.laptop.fails("catalog", "update"))  # foreign
        self.assertEqual(self.in_use(), before)
        self.assertEqual(before, second)
        self.assertEqual(self.name_of("one"), "newer")

    def test_garbage_changes_nothing(self):
        self.update()
        main = self.remote.path / ".git/refs/heads/main"
        blob = subprocess.run(["git", "hash-object", "-w", "--stdin"], cwd=self.remote.path, input="garbage",
                              capture_output=True, text=True, check=True).stdout
        good = main.read_text()
        for garbage in (blob, "0" * 40 + "\n", "nonsense\n"):
            main.write_text(garbage)
            code, out, err = self.laptop.try_run("catalog", "update")
            self.assertNotEqual((code, "changed" in out), (DONE, True), err)
            self.assertEqual(self.in_use(), self.first)
        main.write_text(good)
        shutil.rmtree(self.remote.path / "catalog")
        self.remote.commit()
        self.assertIn('no folder "software"', self.laptop.fails("catalog", "update"))
        self.assertEqual(self.name_of("one"), "one")

    def test_malformed_entry_is_left_out_and_named(self):
        self.update()
        (self.remote.path / "catalog/software/o/one.json").write_text("{")
        self.remote.write("three")
        self.remote.commit()
        self.update(exit_code=PARTLY)
        self.assertEqual(self.name_of("three"), "three")
        self.assertEqual(self.name_of("one"), "one")  # as it was

    def test_offline_is_no_error_and_a_damaged_state_falls_back(self):
        self.update()
        self.configure(remote="https://127.0.0.1:1/catalog.git", keys=[self.remote.key()])
        self.assertTrue(self.update()["offline"])
        self.assertEqual(self.name_of("one"), "one")
        (self.laptop.home / "data/catalog/state.json").write_text('{"commit": "../../x"}')
        code, out, err = self.laptop.try_run("catalog", "show", "firefox")
        self.assertEqual(code, DONE)
        self.assertIn("the catalog that came with Ferry serves", err)

    def test_overlays_win_entry_by_entry(self):
        self.update()
        team = self.folder / "team/software/o"
        team.mkdir(parents=True)
        (team / "one.json").write_text(ENTRY.format(id="one", name="ours"))
        self.configure(remote=str(self.remote.path), keys=[self.remote.key()], overlays=[str(self.folder / "team")])
        self.assertEqual((self.name_of("one"), self.name_of("two")), ("ours", "two"))

    def test_what_is_not_configured_is_told(self):
        (self.laptop.home / "config/config.json").unlink()
        self.assertIn("no remote catalog is configured", self.laptop.fails("catalog", "update"))
        self.configure(remote=str(self.remote.path), keys=["ssh-rsa AAAA"])
        self.assertIn("is no key as", self.laptop.fails("catalog", "update"))
        self.configure(remote="git@example.org:x", keys=[self.remote.key()])
        self.assertIn("is neither https:// nor an absolute folder", self.laptop.fails("catalog", "update"))
        self.configure(remotes="x")
        self.assertIn('"catalog.remotes" is no setting', self.laptop.fails("catalog", "update"))

    def test_diff_says_what_a_change_means_for_people(self):
        self.remote.write("three")
        (self.remote.path / "catalog/software/t/two.json").unlink()
        self.remote.write("one", "One")
        self.remote.commit(signer=None)
        said = self.laptop.run("catalog", "diff", "HEAD~1..main", "--repository", self.remote.path)
        self.assertEqual(said, "one: called One\nthree: new\ntwo: gone\n")
        self.assertIn('"nosuch" names no commit',
                      self.laptop.fails("catalog", "diff", "nosuch..main", "--repository", self.remote.path))
        self.assertIn("not two commits", self.laptop.fails("catalog", "diff", "main", exit_code=USAGE))

    def test_stats_know_how_old_the_entries_are(self):
        self.remote.write("one", "One")
        self.remote.git("add", "--all")
        self.remote.run("env", "GIT_COMMITTER_DATE=2001-02-03T04:05:06Z", "git", "commit", "--quiet", "-m", "long ago")
        stats = self.laptop.json("catalog", "stats", self.remote.path / "catalog")
        self.assertEqual((stats["age"]["entries"], stats["age"]["oldest"]), (2, 981173106))
        self.assertGreater(stats["age"]["newest"], 1700000000)
        self.assertIn("days ago", self.laptop.run("catalog", "stats", self.remote.path / "catalog"))
        (self.remote.path / "other").mkdir()
        shutil.copytree(self.remote.path / "catalog/software", self.remote.path / "other/software")
        self.assertIsNone(self.laptop.json("catalog", "stats", self.remote.path / "other")["age"])


class Change(Scratch):
    """ci/catalog-change, as a pull request runs it."""

    def setUp(self):
        super().setUp()
        self.clone, self.laptop = Remote(self.folder), self.device()
        (self.clone.path / "ci").mkdir()
        shutil.copy(SOURCE / "ci/catalog-change", self.clone.path / "ci")
        self.clone.write("one")
        self.clone.write("two")
        broken = self.clone.path / "catalog/software/t/two.json"
        broken.write_text(broken.read_text().replace('"category": "utility"', '"category": "nonsense"'))
        self.clone.commit(signer=None)

    def answer(self):
        environment = self.laptop.environment | {"PATH": f"{FERRY.parent}:{self.laptop.environment['PATH']}"}
        done = subprocess.run(["ci/catalog-change", "HEAD~1", "HEAD"], cwd=self.clone.path, env=environment,
                              capture_output=True, text=True)
        return done.returncode, done.stdout  # what is wrong elsewhere goes to stderr

    def test_only_what_changes_is_linted_and_told(self):
        self.clone.write("three")
        self.clone.commit(signer=None)
        code, said = self.answer()
        self.assertEqual(code, DONE, said)
        self.assertIn("1 entries differ", said)
        self.assertIn("three: new", said)
        self.assertRegex(said, "curated +2")  # "two" is malformed, and that is not this change's matter
        self.assertNotIn("nonsense", said)

    def test_findings_end_it_with_one(self):
        self.clone.write("three")
        file = self.clone.path / "catalog/software/t/three.json"
        file.write_text(file.read_text().replace('"apt": "three"', '"apt": "one"'))
        self.clone.commit(signer=None)
        code, said = self.answer()
        self.assertEqual(code, 1, said)
        self.assertIn("software/t/three.json:8: apt one is claimed by software/o/one.json:8 too", said)

    def test_change_of_something_else_is_no_matter(self):
        (self.clone.path / "README").write_text("")
        self.clone.commit(signer=None)
        self.assertEqual(self.answer(), (DONE, "No entry of the catalog changes.\n"))
