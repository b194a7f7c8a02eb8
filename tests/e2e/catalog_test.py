# From tables of what installers offer to proposed entries, and how good they are.
# SPDX-License-Identifier: Apache-2.0
import re
import shutil
import subprocess

from harness import DONE, FAILED, FERRY, SOURCE, Scratch

CURATED = """{
  "$schema": "../../schema/software-1.json",
  "id": "git",
  "name": "Git",
  "homepage": "https://git-scm.com/",
  "category": "devtool",
  "packages": {
    "apt": "git",
    "winget": "Git.Git"
  }
}
"""
TABLES = {
    "debian.tsv": "package\tversion\thomepage\tsection\tappstream_ids\n"
                  "git\t1:2.47.3-1\thttps://git-scm.com/\tvcs\t\n"
                  "ripgrep\t14.1.1-1\thttps://github.com/BurntSushi/ripgrep\tutils\t\n"
                  "warp\t1.0\thttps://warp.example.org/\tutils\t\n",
    "homebrew_formulae.tsv": "name\thomepage\trepo\tversion\tstatus\n"
                             "git\thttps://git-scm.com\t\t2.51.0\tactive\n"
                             "ripgrep\thttps://github.com/BurntSushi/ripgrep\tBurntSushi/ripgrep\t15.0.0\tactive\n",
    "winget.tsv": "id\tname\tpackage_url\tpublisher_url\tgithub_repo\tversion\n"
                  "BurntSushi.ripgrep.MSVC\tRipGrep MSVC\t\t\tBurntSushi/ripgrep\t15.0.0\n"
                  "Git.Git\tGit\t\t\t\t2.51.0\n"
                  "Warp.Warp\tWarp\thttps://www.warp.dev/\t\t\t0.2\n",
}
PAIRS = ("left_kind\tleft_id\tright_kind\tright_id\n"
         "apt\tripgrep\tbrew_formula\tripgrep\n"
         "apt\tgit\twinget\tMicrosoft.Git\n"
         "apt\tgit\tdnf\tgit\n"
         "apt\tgit\tscoop\tgit\n")


class Catalog(Scratch):
    def setUp(self):
        super().setUp()
        self.laptop = self.device()
        self.catalog, self.index = self.folder / "catalog", self.folder / "tables"
        (self.catalog / "software/g").mkdir(parents=True)
        (self.catalog / "software/g/git.json").write_text(CURATED)
        self.index.mkdir()
        for name, text in TABLES.items():
            (self.index / name).write_text(text)

    def suggest(self, *words):
        return self.laptop.json("catalog", "suggest", "--index", self.index, "--out", self.catalog, *words)

    def test_evidence_makes_entries_that_the_catalog_then_knows(self):
        said = self.suggest()
        self.assertEqual((said["proposed"], said["new"]), (1, 1))
        self.assertEqual([row["package"] for row in said["additions"]], ["brew:formula:git"])
        shown = self.laptop.json("--catalog", self.catalog, "catalog", "show", "ripgrep")
        self.assertEqual(sorted(shown["packages"]), ["apt", "brew"])
        self.assertFalse(shown["confirmed"])
        self.assertFalse((self.catalog / "proposed/w").exists())  # one name, two projects
        self.laptop.run("catalog", "lint", self.catalog, "--index", self.index)

    def test_second_run_writes_nothing_and_what_lost_its_evidence_goes(self):
        self.suggest()
        before = (self.catalog / "proposed/r/ripgrep.json").stat()
        self.assertEqual((self.suggest()["new"], self.suggest()["changed"]), (0, 0))
        self.assertEqual((self.catalog / "proposed/r/ripgrep.json").stat().st_mtime_ns, before.st_mtime_ns)
        (self.index / "homebrew_formulae.tsv").unlink()
        (self.index / "winget.tsv").unlink()
        self.assertEqual(self.suggest("--dry-run")["withdrawn"], 1)
        self.assertTrue((self.catalog / "proposed/r/ripgrep.json").exists())
        self.suggest()
        self.assertFalse((self.catalog / "proposed/r/ripgrep.json").exists())
        self.assertEqual((self.catalog / "software/g/git.json").read_text(), CURATED)

    def test_mistakes_are_named_and_nothing_is_written(self):
        (self.index / "winget.tsv").write_text("id\tname\n")
        said = self.laptop.fails("catalog", "suggest", "--index", self.index, "--out", self.catalog)
        self.assertIn('winget.tsv: line 1: the column "package_url" is missing', said)
        shutil.rmtree(self.index)
        self.assertIn("has no index table", self.laptop.fails("catalog", "suggest", "--index", self.index, "--out",
                                                              self.catalog))
        self.assertFalse((self.catalog / "proposed").exists())

    def test_precision_and_recall_of_asserted_pairs(self):
        self.suggest()
        pairs = self.folder / "pairs.tsv"
        pairs.write_text(PAIRS)
        scores = {row["to"]: row for row in
                  self.laptop.json("--catalog", self.catalog, "catalog", "match", "--pairs", pairs)["scores"]}
        self.assertEqual(scores["brew_formula"]["found"], 1)
        self.assertEqual((scores["winget"]["precision"], scores["winget"]["recall"]), (0, 0))
        self.assertEqual((scores["dnf"]["precision"], scores["dnf"]["recall"]), (1, 0))
        code, out, err = self.laptop.try_run("--catalog", self.catalog, "catalog", "match", "--pairs", pairs, "--details",
                                             "--from", "apt", "--to", "winget")
        self.assertEqual(code, DONE)
        self.assertIn("winget Microsoft.Git", out)
        self.assertIn("1 pairs are of kinds that no installer of Ferry has", err)
        self.assertIn("no pair from choco", self.laptop.fails("--catalog", self.catalog, "catalog", "match", "--pairs",
                                                              pairs, "--from", "choco"))

    def test_stats_count_the_files(self):
        self.suggest()
        stats = self.laptop.json("catalog", "stats", self.catalog)
        self.assertEqual((stats["curated"], stats["proposed"], stats["on_windows"], stats["on_all_three"]), (1, 1, 1, 0))
        self.assertIn("on all three", self.laptop.run("catalog", "stats", self.catalog))

    def test_stats_hold_lists_of_popular_packages_against_the_catalog(self):
        self.suggest()
        popular = self.folder / "popular.tsv"
        popular.write_text("rank\tpackage\n1\tgit\n2\tripgrep\n3\tnobody-has-it\n")
        words = ("catalog", "stats", self.catalog, "--popular", f"apt={popular}")
        stats = self.laptop.json(*words)["popular"][0]
        self.assertEqual((stats["listed"], stats["curated"], stats["proposed"], stats["unknown"]),
                         (3, 1, 1, ["nobody-has-it"]))
        self.assertEqual(stats["on_a_second_system"], 1)
        self.assertIn("apt: nobody-has-it", self.laptop.run(*words, "--unknown"))
        self.assertIn("kinds are apt, brew_cask", self.laptop.fails("catalog", "stats", self.catalog, "--popular", "snap=x"))
        popular.write_text("rank\n1\n")
        self.assertIn("popular.tsv: line 1: no column is called id", self.laptop.fails(*words))

    def test_id_that_nobody_offers_is_a_finding(self):
        wrong = self.catalog / "software/g/git.json"
        wrong.write_text(CURATED.replace('"git",\n    "winget"', '"gti",\n    "winget"'))
        said = self.laptop.run("catalog", "lint", self.catalog, "--index", self.index, exit_code=FAILED)
        self.assertIn("software/g/git.json:8: apt gti is in no index table", said)


class Contributing(Scratch):
    """catalog/CONTRIBUTING.md, followed word by word in a scratch clone."""

    def test_guide_adds_an_app_that_ferry_then_explains(self):
        laptop, clone = self.device(), self.folder / "clone"
        shutil.copytree(SOURCE / "catalog", clone / "catalog")
        environment = laptop.environment | {"PATH": f"{FERRY.parent}:{laptop.environment['PATH']}",
                                            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
                                            "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}

        def run(*words):
            done = subprocess.run(words, cwd=clone, env=environment, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, f"{words}\n{done.stdout}{done.stderr}")
            return done.stdout

        run("git", "init", "--quiet")
        run("git", "config", "gc.auto", "0")  # nothing may go on behind the test
        run("git", "add", ".")
        run("git", "commit", "--quiet", "-m", "catalog")
        guide = (SOURCE / "catalog/CONTRIBUTING.md").read_text()
        lines = re.search(r"```\n(.*?)```", guide, re.DOTALL).group(1).splitlines()
        said = {line: run(*re.findall(r'"[^"]*"|\S+', line.replace('"', "") if "commit" not in line else line))
                for line in lines}
        self.assertIn("adduser: adduser (curated)", said["ferry --catalog catalog explain apt:adduser"])
        self.assertIn("catalog/software/a/adduser.json", run("git", "show", "--stat"))

    def test_new_names_what_is_wrong_and_writes_nothing(self):
        laptop, out = self.device(), self.folder / "catalog"
        words = ("catalog", "new", "--out", out)
        self.assertIn('"firefox" is in the catalog', laptop.fails(*words, "firefox"))
        self.assertIn("name its packages, as --package apt:no-such-app", laptop.fails(*words, "no-such-app"))
        self.assertIn("is no apt id", laptop.fails(*words, "no-such-app", "--package", "apt:--reinstall"))
        self.assertFalse(out.exists())
        laptop.run(*words, "no-such-app", "--package", "winget:Vendor.App")
        self.assertIn("exists; nothing was written", laptop.fails(*words, "no-such-app"))
        said = laptop.run("catalog", "lint", out, exit_code=FAILED)
        self.assertIn('no-such-app.json:5: "homepage" is empty', said)
