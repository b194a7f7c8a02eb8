# What ferry says of this machine against what dpkg and apt themselves say; and of trees that are broken.
# SPDX-License-Identifier: Apache-2.0
import os

from apt_tree import AptTree
from harness import DONE, EXAMPLE, FAILED, PARTLY, Scratch, lines, tool


class ThisMachine(Scratch):
    def packages(self):
        listing = self.device().json("list", "--installer", "apt")
        self.assertEqual(listing["problems"], [])
        return listing["packages"]

    def test_the_packages_are_exactly_those_of_dpkg(self):
        native = tool("dpkg", "--print-architecture").strip()
        said = tool("dpkg-query", "-W", "-f", "${db:Status-Status}\t${Package}\t${Version}\t${Architecture}\n")
        theirs = sorted(tuple(row.split("\t")[1:]) for row in lines(said) if row.startswith("installed\t"))
        ours = sorted((row["id"].split(":")[0], row["version"], row["arch"]) for row in self.packages())
        self.assertGreater(len(theirs), 50)
        self.assertEqual(ours, theirs)
        for row in self.packages():  # an architecture of another kind stands in the id
            self.assertEqual(":" in row["id"], row["arch"] not in (native, "all"), row)

    def test_the_explicit_ones_are_exactly_those_of_apt_mark(self):
        theirs = sorted(lines(tool("apt-mark", "showmanual")))
        ours = sorted(row["id"] for row in self.packages() if row["explicit"])
        self.assertEqual(ours, theirs)

    def test_the_held_ones_are_exactly_those_of_apt_mark(self):
        theirs = sorted(lines(tool("apt-mark", "showhold")))
        self.assertEqual(sorted(row["id"] for row in self.packages() if row["held"]), theirs)

    def test_every_row_has_every_field(self):
        fields = {"installer", "id", "version", "arch", "name", "kind", "scope", "origin", "publisher", "explicit",
                  "held", "software", "why"}
        for row in self.packages():
            self.assertLessEqual(fields, set(row))
        git = [row for row in self.packages() if row["id"] == "git"]
        self.assertEqual([(row["software"], row["why"]) for row in git], [("git", "curated")] * len(git))


class BrokenTree(Scratch):
    def test_a_truncated_database_gives_no_shorter_list(self):
        tree = AptTree(self.folder)
        status = tree.root / "var/lib/dpkg/status"
        status.write_text("Package: a\nStatus: install ok installed\nArchitecture: all\nVersion: 1\n\nPackage: b\nStat")
        code, out, err = self.device(root=tree.root).try_run("list", "--installer", "apt")
        self.assertEqual(code, FAILED)
        self.assertEqual(out, "")
        self.assertRegex(err, r"apt: .*dpkg/status.*\b[67]\b")

    def test_a_database_that_may_not_be_read_is_told(self):
        tree = AptTree(self.folder)
        (tree.root / "var/lib/dpkg/status").unlink()
        (tree.root / "var/lib/dpkg/status").mkdir()
        code, _, err = self.device(root=tree.root).try_run("list")
        self.assertIn(code, (FAILED, PARTLY))
        self.assertIn("dpkg/status", err)

    def test_a_tree_without_any_installer_is_an_empty_list(self):
        (self.folder / "empty").mkdir()
        self.assertEqual(self.device(root=self.folder / "empty").json("list")["packages"], [])


class Convert(Scratch):
    def test_most_of_a_windows_pc_becomes_a_brewfile_and_the_rest_is_named(self):
        report = self.device().json("convert", EXAMPLE, "--to", "brewfile", exit_code=PARTLY)
        mapped, unmapped = report["mapped"], report["unmapped"]
        self.assertGreaterEqual(len(mapped) / (len(mapped) + len(unmapped)), 0.85)
        self.assertGreaterEqual(len(mapped) + len(unmapped), 40)
        for row in mapped:
            self.assertTrue(row["to"] and row["software"] and row["why"], row)
        for row in unmapped:
            self.assertTrue(row["from"]["id"] and row["reason"], row)

    def test_the_words_name_each_that_is_left_out(self):
        laptop = self.device()
        _, out, err = laptop.try_run("convert", EXAMPLE, "--to", "brewfile")
        for row in laptop.json("convert", EXAMPLE, "--to", "brewfile", exit_code=PARTLY)["unmapped"]:
            self.assertIn(row["from"]["id"], err)
        self.assertIn('cask "firefox"', lines(out))
        self.assertIn('brew "ripgrep"', lines(out))

    def test_there_and_back_again_loses_nothing_that_was_mapped(self):
        laptop = self.device()
        brewfile = self.folder / "Brewfile"
        brewfile.write_text(laptop.run("convert", EXAMPLE, "--to", "brewfile", exit_code=PARTLY))
        back = laptop.json("convert", brewfile, "--to", "winget")
        first = {row["software"] for row in laptop.json("convert", EXAMPLE, "--to", "brewfile", exit_code=PARTLY)["mapped"]}
        self.assertEqual({row["software"] for row in back["mapped"]}, first)

    def test_code_in_a_brewfile_is_reported_and_never_run(self):
        brewfile = self.folder / "Brewfile"
        brewfile.write_text(f'brew "git"\nsystem "touch {self.folder}/ran"\nbrew `touch {self.folder}/ran`\n')
        _, out, err = self.device().try_run("convert", brewfile, "--to", "winget")
        self.assertIn("Git.Git", out)
        self.assertRegex(err, "2")
        self.assertFalse(os.path.exists(self.folder / "ran"))

    def test_a_damaged_list_is_refused_with_its_place(self):
        broken = self.folder / "broken.json"
        broken.write_text(EXAMPLE.read_text(encoding="utf-8")[:700])
        said = self.device().fails("convert", broken, "--to", "brewfile")
        self.assertIn(str(broken), said)


class ExitCodes(Scratch):
    def test_a_plan_tells_by_its_exit_code_whether_there_is_something_to_do(self):
        tree = AptTree(self.folder)
        tree.publish("ripgrep")
        laptop = self.device(root=tree.root, environment=tree.environment)
        wanted = self.folder / "Brewfile"
        wanted.write_text('brew "ripgrep"\n')
        laptop.run("plan", wanted, "--detailed-exitcode", exit_code=4)
        laptop.run("apply", wanted, "--yes")
        laptop.run("plan", wanted, "--detailed-exitcode", exit_code=DONE)
