# A Debian tree in a folder, with a repository in another; apt and dpkg work on it, never on this machine.
# SPDX-License-Identifier: Apache-2.0
import os
import shutil
import unittest
from pathlib import Path

from harness import tool

SHELL = Path("/bin/busybox")
FOLDERS = ("etc/apt/apt.conf.d", "etc/apt/preferences.d", "etc/apt/sources.list.d", "etc/apt/trusted.gpg.d",
           "var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers", "var/lib/apt/lists/partial",
           "var/cache/apt/archives/partial", "var/log/apt", "tmp", "bin", "run", "etc")


def skip_where_it_cannot_work():
    if os.geteuid() != 0:
        raise unittest.SkipTest("needs root: dpkg changes trees only then")
    if not SHELL.exists() or not shutil.which("apt-ftparchive"):
        raise unittest.SkipTest("needs busybox and apt-ftparchive")


class AptTree:
    def __init__(self, folder):
        skip_where_it_cannot_work()
        self.root, self.repository, self.scratch = folder / "root", folder / "repository", folder / "scratch"
        for name in FOLDERS:
            (self.root / name).mkdir(parents=True, exist_ok=True)
        self.repository.mkdir()
        for name in ("sh", "sleep"):
            shutil.copy(SHELL, self.root / "bin" / name)
        (self.root / "etc/os-release").write_text('ID=debian\nVERSION_ID="12"\n')
        self.arch = tool("dpkg", "--print-architecture").strip()
        for name, text in (("status", ""), ("available", ""), ("arch", self.arch + "\n")):
            (self.root / "var/lib/dpkg" / name).write_text(text)
        (self.root / "etc/apt/sources.list").write_text(f"deb [trusted=yes] file:{self.repository} ./\n")
        self.config = self.root / "apt.conf"
        self.config.write_text(f'''Dir "{self.root}";
Dir::State::status "{self.root}/var/lib/dpkg/status";
Dir::Bin::dpkg "/usr/bin/dpkg";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
DPkg::Options {{ "--root={self.root}"; "--log={self.root}/var/log/dpkg.log"; }};
APT::Architecture "{self.arch}";
APT::Sandbox::User "root";
Acquire::Languages "none";
''')
        self.environment = {"APT_CONFIG": str(self.config)}

    def publish(self, *names, postinst=""):
        """Version 1.0 of each; `postinst` runs while one of them is configured."""
        for name in names:
            shutil.rmtree(self.scratch, ignore_errors=True)
            control = self.scratch / "DEBIAN"
            control.mkdir(parents=True, mode=0o755)
            (control / "control").write_text(f"Package: {name}\nVersion: 1.0\nArchitecture: all\n"
                                             "Maintainer: Test <test@example.invalid>\nDescription: made up\n")
            if postinst:
                (control / "postinst").write_text(f"#!/bin/sh\n{postinst}\n")
                (control / "postinst").chmod(0o755)
            tool("dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", self.scratch, self.repository)
        for name, words in (("Packages", ("packages", ".")),
                            ("Release", ("-o", "APT::FTPArchive::Release::Suite=test", "release", "."))):
            (self.repository / "Release").unlink(missing_ok=True)
            (self.repository / name).write_text(tool("apt-ftparchive", *words, cwd=self.repository))
        tool("apt-get", "-q", "update", env={**os.environ, **self.environment})

    def installed(self):
        """Name -> state word of dpkg, of everything that it knows here."""
        listing = tool("dpkg-query", f"--admindir={self.root}/var/lib/dpkg", "-W", "-f",
                       "${Package} ${db:Status-Status}\n")
        return dict(line.split() for line in listing.splitlines())

    def history(self):
        """The packages in the order in which dpkg put them here; twice where it did so twice."""
        log = (self.root / "var/log/dpkg.log").read_text().splitlines()
        return [line.split()[3].split(":")[0] for line in log if " install " in line]
