# Six installers on one machine: each row as its own tool says, and a broken one costs its own rows only.
# SPDX-License-Identifier: Apache-2.0
from harness import PARTLY, Scratch, Server, lines, tool
from machine_tree import CHOCO, RPM_FOLDER, MachineTree


class SixInstallers(Scratch):
    def setUp(self):
        super().setUp()
        self.tree = MachineTree(self.folder)
        self.laptop = self.device(root=self.tree.root, environment=self.tree.environment)

    def listed(self, exit_code=0):
        listing = self.laptop.json("list", "--all", exit_code=exit_code)
        rows = {}
        for row in listing["packages"]:
            rows.setdefault(row["installer"], []).append((row["id"], row["version"], row["explicit"]))
        return rows, listing["problems"]

    def theirs(self):
        """What each tool lists itself; of those that cannot run here, what `choco list` and the others print."""
        tree = self.tree
        manual = lines(tool("apt-mark", "showmanual", env=tree.tools))
        debs = lines(tool("dpkg-query", f"--admindir={tree.root}/var/lib/dpkg", "-W", "-f", "${Package} ${Version}\n"))
        asked = lines(tree.dnf("-q", "-C", "repoquery", "--userinstalled", "--qf", "%{name}"))
        rpms = lines(tool("rpm", "--root", tree.root, "-qa", "--qf",
                          "%{NAME} %|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\n", env=tree.tools))
        apps = lines(tree.flatpak("list", "--app", "--columns=application"))
        refs = lines(tree.flatpak("list", "--all", "--columns=application"))
        return {
            "apt": sorted((*row.split(), row.split()[0] in manual) for row in debs),
            "dnf": sorted((*row.split(), row.split()[0] in asked) for row in rpms),
            "flatpak": sorted((ref, ref in apps) for ref in refs),
            "brew": [("pcre2", "10.46", False), ("ripgrep", "14.1.1", True)],
            "choco": [("example-paint", "4.2.0", True), ("vcredist140", "14.38", False)],
            "winget": [("jqlang.jq", "1.7.1", True)],
        }

    def as_theirs(self, rows):
        ours = {installer: sorted(packages) for installer, packages in rows.items()}
        ours["brew"] = [(name.removeprefix("formula:"), *rest) for name, *rest in ours["brew"]]
        ours["flatpak"] = [(name.removeprefix("runtime/").split("/")[0], explicit) for name, _, explicit in ours["flatpak"]]
        return ours

    def test_every_row_is_as_its_own_tool_says_in_one_run(self):
        rows, problems = self.listed()
        self.assertEqual(problems, [])
        self.assertEqual(self.as_theirs(rows), self.theirs())

    def test_what_windows_lists_and_no_package_claims_is_a_trace(self):
        traces = self.laptop.json("list", "--traces")["traces"]
        self.assertIn("Example Editor version 1.9", [row["name"] for row in traces])
        self.assertNotIn("jq", [row["name"] for row in traces])

    def test_the_order_of_installers_can_be_wished(self):
        wanted = self.folder / "Brewfile"
        wanted.write_text('cask "gimp"\n')
        self.tree.apt.publish("gimp")
        self.tree.publish_app("org.gimp.GIMP")

        def taken(*words):
            # brew, choco and winget cannot be asked here
            line = self.laptop.json("plan", wanted, *words, exit_code=PARTLY)["lines"][0]
            self.assertEqual(len(line["choices"]), 2)
            return line["to"]["installer"]

        self.assertEqual(taken(), "flatpak")  # an application, and both are in use here
        self.assertEqual(taken("--prefer", "apt,flatpak"), "apt")
        (self.laptop.home / "config").mkdir(exist_ok=True)
        (self.laptop.home / "config/config.json").write_text('{"prefer": ["apt"]}')
        self.assertEqual(taken(), "apt")
        self.assertEqual(taken("--prefer", "flatpak"), "flatpak")
        self.assertIn("also as flatpak:org.gimp.GIMP", self.laptop.run("plan", wanted, exit_code=PARTLY))
        (self.laptop.home / "config/config.json").write_text('{"prefers": []}')
        self.assertIn('"prefers" is no setting', self.laptop.fails("plan", wanted))
        (self.laptop.home / "config/config.json").write_text('{"prefer": ["apt"],\n "other": }')
        self.assertIn("config.json: line 2", self.laptop.fails("plan", wanted))
        (self.laptop.home / "config/config.json").write_text('{"prefer": ["flatpack"]}')
        self.assertIn('"flatpack" is no installer; did you mean flatpak?', self.laptop.fails("plan", wanted))

    def break_each(self):
        """(installer, file): truncated in the middle of a record."""
        tree = self.tree
        refs = tree.root / "var/lib/flatpak/app/org.example.Draw/x86_64/stable/active"
        return [("apt", tree.root / "var/lib/dpkg/status"), ("dnf", tree.root / RPM_FOLDER / "rpmdb.sqlite"),
                ("flatpak", refs.resolve() / "deploy"),
                ("brew", tree.root / "home/linuxbrew/.linuxbrew/Cellar/ripgrep/14.1.1/INSTALL_RECEIPT.json"),
                ("choco", tree.root / CHOCO / "example-paint/example-paint.nuspec"),
                ("winget", tree.root / "registry/machine.reg")]

    def test_a_damaged_database_costs_its_own_rows_only_and_deletes_nothing_elsewhere(self):
        server = Server(self)
        self.laptop.register(server)
        self.laptop.run("sync")
        whole, _ = self.listed()
        stored = self.laptop.json("devices", "show", "laptop")["packages"]
        for installer, file in self.break_each():
            good = file.read_bytes()
            file.write_bytes(good[:len(good) // 2 - len(good) // 2 % 2 - 1])
            (file.parent / (file.name + "-wal")).unlink(missing_ok=True)
            with self.subTest(installer):
                self.check_rest(installer, file, whole, stored)
            file.write_bytes(good)

    def check_rest(self, installer, file, whole, stored):
        rows, problems = self.listed(exit_code=PARTLY)
        self.assertEqual(rows, {name: packages for name, packages in whole.items() if name != installer})
        self.assertIn(file.name, str(problems))
        self.laptop.try_run("sync")
        self.assertEqual(self.laptop.json("devices", "show", "laptop")["packages"], stored)
