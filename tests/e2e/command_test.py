# Every command: its help, its answer to mistakes, where its words go.
# SPDX-License-Identifier: Apache-2.0
import re
import subprocess

from harness import DONE, EXAMPLE, FAILED, FERRY, USAGE, Scratch


class Help(Scratch):
    def commands(self):
        """Every command with its verbs, as the help itself lists them."""
        laptop, found = self.device(), []
        for name in re.findall(r"^  ([a-z]+) {2,}", self.subcommands(laptop.run("--help")), re.MULTILINE):
            text = laptop.run(name, "--help")
            verbs = re.findall(r"^  ([a-z-]+) {2,}", self.subcommands(text), re.MULTILINE)
            found += [f"{name} {verb}" for verb in verbs] if "Examples:" not in text else [name]
            found += [f"{name} {verb}" for verb in verbs if "Examples:" in text]
        return found

    @staticmethod
    def subcommands(text):
        return text.split("Subcommands:")[1] if "Subcommands:" in text else ""

    def test_every_command_shows_examples_that_begin_with_its_name(self):
        commands = self.commands()
        self.assertGreater(len(commands), 24)
        for name in commands:
            text = self.device().run(*name.split(), "--help")
            self.assertIn(f"Usage: ferry {name} ", text)
            examples = text.split("Examples:\n")[1]
            self.assertIn(f"ferry {name}", examples, name)

    def test_completion_names_every_command(self):
        for shell in ("bash", "zsh", "fish", "powershell"):
            script = self.device().run("completion", shell)
            for name in self.commands():
                self.assertIn(name.split()[0], script, shell)

    def test_completion_of_bash_is_a_script_that_bash_reads(self):
        script = self.device().run("completion", "bash")
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)
        done = subprocess.run(["bash", "-c", script + "\nCOMP_WORDS=(ferry exp); COMP_CWORD=1; "
                               "$(complete -p ferry | sed -E 's/.*-F ([^ ]+) .*/\\1/'); echo ${COMPREPLY[@]}"],
                              text=True, capture_output=True, check=True)
        self.assertIn("explain", done.stdout)


class Mistakes(Scratch):
    def test_an_unknown_command_or_option_is_answered_with_the_nearest_one(self):
        laptop = self.device()
        self.assertIn("did you mean list?", laptop.fails("lst", exit_code=USAGE))
        self.assertIn("did you mean --installer?", laptop.fails("list", "--instaler", "apt", exit_code=USAGE))
        self.assertIn("ferry catalog --help", laptop.fails("catalog", "shwo", exit_code=USAGE))

    def test_a_missing_argument_is_wrong_use(self):
        for words in (["plan"], ["convert"], ["explain"], ["devices", "rename", "x"]):
            self.assertIn("--help", self.device().fails(*words, exit_code=USAGE), words)

    def test_an_unknown_software_is_named_with_the_next_step(self):
        said = self.device().fails("catalog", "show", "ripgrepp")
        self.assertIn("ripgrepp", said)
        self.assertIn("ripgrep", said)

    def test_an_unknown_installer_is_named(self):
        self.assertIn("nosuch", self.device().try_run("list", "--installer", "nosuch")[2])

    def test_a_file_that_is_not_there_is_named(self):
        said = self.device().fails("plan", "/nowhere/list.json")
        self.assertIn("/nowhere/list.json", said)

    def test_what_needs_an_account_says_how_to_get_one(self):
        for words in (["sync"], ["devices"], ["whoami"], ["import", EXAMPLE, "--device", "pc"], ["logout"]):
            said = self.device().fails(*words)
            self.assertRegex(said, "ferry (login|register)", words)


class Output(Scratch):
    def test_a_first_run_tells_what_to_do(self):
        code, out, err = self.device().try_run()
        self.assertEqual(code, DONE)
        self.assertRegex(out + err, "ferry (register|login)")

    def test_nothing_is_coloured_off_a_terminal(self):
        for words in (["list"], ["doctor"], ["--help"], ["plugin", "list"]):
            code, out, err = self.device().try_run(*words)
            self.assertNotIn("\x1b", out + err, words)

    def test_json_is_one_document_on_stdout(self):
        laptop = self.device()
        for words in (["list"], ["explain", "git"], ["catalog", "show", "git"], ["catalog", "search", "git"],
                      ["plugin", "list"], ["doctor"]):
            self.assertEqual(laptop.json(*words)["schema"], 1, words)

    def test_quiet_leaves_data_only(self):
        code, out, err = self.device().try_run("list", "--quiet")
        self.assertEqual(err, "")
        self.assertGreater(len(out), 100)

    def test_a_reader_that_goes_away_is_no_crash(self):
        laptop = self.device()
        process = laptop.start("list", "--all")
        process.stdout.close()
        process.stdin.close()
        process.stderr.read()
        process.stderr.close()
        self.assertIn(process.wait(60), (DONE, FAILED, -13, 141))

    def test_version_is_one_line(self):
        self.assertRegex(self.device().run("--version"), r"^ferry \d+\.\d+\.\d+\n$")
        self.assertTrue(FERRY.exists())
