# One tree with six installers in it: real apt, dnf and flatpak; brew, choco and winget as they leave their files.
# SPDX-License-Identifier: Apache-2.0
import os
import shutil
import unittest

from apt_tree import AptTree
from harness import SOURCE, tool

FIXTURES = SOURCE / "tests/fixtures"
CHOCO = "ProgramData/chocolatey/lib"
UNINSTALL = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
RPM_FOLDER = "usr/lib/sysimage/rpm"


def skip_where_it_cannot_work():
    for program in ("dnf", "rpmbuild", "createrepo_c", "flatpak"):
        if not shutil.which(program):
            raise unittest.SkipTest(f"needs {program}")


class MachineTree:
    """`environment`: for ferry, and for the tools that are asked what they list."""

    def __init__(self, folder):
        skip_where_it_cannot_work()
        self.folder, self.apt = folder, AptTree(folder)
        self.root = self.apt.root
        self.home = folder / "toolhome"
        self.home.mkdir()
        self.environment = {**self.apt.environment, "FLATPAK_SYSTEM_DIR": str(self.root / "var/lib/flatpak"),
                            "FLATPAK_USER_DIR": str(folder / "nobody")}
        self.tools = {**os.environ, **self.environment, "HOME": str(self.home), "LC_ALL": "C.UTF-8"}
        self.add_apt()
        self.add_dnf()
        self.add_flatpak()
        self.add_brew()
        self.add_choco()
        self.add_registry()

    def add_apt(self):
        self.apt.publish("ex-deb", "ex-deb-lib")
        tool("apt-get", "-q", "-y", "install", "ex-deb", "ex-deb-lib", env=self.tools)
        tool("apt-mark", "auto", "ex-deb-lib", env=self.tools)

    def add_dnf(self):
        # Debian's rpm keeps its database in the home folder unless told otherwise.
        (self.home / ".rpmmacros").write_text(f"%_dbpath /{RPM_FOLDER}\n")
        (self.root / RPM_FOLDER).mkdir(parents=True)
        for name in ("dnf", "yum.repos.d"):
            (self.root / "etc" / name).mkdir(exist_ok=True)
        (self.root / "etc/dnf/dnf.conf").write_text("[main]\ngpgcheck=0\nplugins=0\ninstall_weak_deps=0\n")
        repository = self.folder / "rpms"
        (self.root / "etc/yum.repos.d/local.repo").write_text(
            f"[local]\nname=Local\nenabled=1\ngpgcheck=0\nbaseurl=file://{repository}\n")
        for name, fields in (("ex-rpm-lib", "Epoch: 3\n"), ("ex-rpm", "Requires: ex-rpm-lib\n")):
            self.build_rpm(repository, name, fields)
        tool("createrepo_c", "-q", repository)
        self.dnf("-y", "-q", "install", "ex-rpm")

    def build_rpm(self, repository, name, fields):
        spec = self.folder / "made-up.spec"
        spec.write_text(f"Name: {name}\nVersion: 1.0\nRelease: 1\nSummary: made up\nLicense: none\nBuildArch: noarch\n"
                        f"{fields}%description\nmade up\n%files\n")
        tool("rpmbuild", "-bb", "--quiet", "--define", f"_topdir {self.folder}/rpmbuild", "--define",
             f"_rpmdir {repository}", "--define", "_binary_payload w1.gzdio", spec, env=self.tools)

    def dnf(self, *words):
        return tool("dnf", f"--installroot={self.root}", "--releasever=12", *words, env=self.tools)

    def add_flatpak(self):
        (self.root / "usr/bin").mkdir(parents=True, exist_ok=True)
        (self.root / "usr/bin/flatpak").touch()
        self.flatpaks, self.runtime = self.folder / "flatpaks", "org.example.Platform/x86_64/1"
        platform = self.folder / "platform"
        for name in ("usr", "files"):
            (platform / name).mkdir(parents=True)
        (platform / "metadata").write_text(
            f"[Runtime]\nname=org.example.Platform\nruntime={self.runtime}\nsdk={self.runtime}\n")
        self.flatpak("build-export", "--runtime", "--disable-sandbox", self.flatpaks, platform, "1")
        self.publish_app("org.example.Draw")
        self.flatpak("remote-add", "--no-gpg-verify", "local", f"file://{self.flatpaks}")
        self.flatpak("install", "-y", "--noninteractive", "local", "org.example.Draw")

    def publish_app(self, name):
        app = self.folder / "app"
        shutil.rmtree(app, ignore_errors=True)
        for folder in ("files/bin", "export"):
            (app / folder).mkdir(parents=True)
        (app / "metadata").write_text(f"[Application]\nname={name}\nruntime={self.runtime}\nsdk={self.runtime}\n"
                                      "command=run\n")
        (app / "files/bin/run").touch()
        self.flatpak("build-export", "--disable-sandbox", self.flatpaks, app, "stable")
        self.flatpak("build-update-repo", self.flatpaks)

    def flatpak(self, *words):
        return tool("flatpak", *words, env=self.tools)

    def add_brew(self):
        prefix = self.root / "home/linuxbrew/.linuxbrew"
        for name, version, receipt in (("ripgrep", "14.1.1", "formula-6.json"), ("pcre2", "10.46", "formula-4.json")):
            keg = prefix / "Cellar" / name / version
            keg.mkdir(parents=True)
            shutil.copy(FIXTURES / "brew" / receipt, keg / "INSTALL_RECEIPT.json")
        (prefix / "bin").mkdir()
        (prefix / "bin/brew").touch()

    def add_choco(self):
        folder = self.root / CHOCO / "example-paint"
        folder.mkdir(parents=True)
        shutil.copy(FIXTURES / "choco/paint.nuspec", folder / "example-paint.nuspec")
        folder = self.root / CHOCO / "vcredist140"
        folder.mkdir()
        (folder / "vcredist140.nuspec").write_text(
            "<package><metadata><id>vcredist140</id><version>14.38</version></metadata></package>")

    def add_registry(self):
        folder = self.root / "registry"
        folder.mkdir()
        (folder / "machine.reg").write_text("\r\n".join([
            "Windows Registry Editor Version 5.00", "",
            rf"[HKEY_LOCAL_MACHINE\{UNINSTALL}\ExampleEditor_is1]",
            '"DisplayName"="Example Editor version 1.9"', '"DisplayVersion"="1.9"', '"Publisher"="Example Ltd."', "",
            rf"[HKEY_CURRENT_USER\{UNINSTALL}\jqlang.jq_Microsoft.Winget.Source_8wekyb3d8bbwe]",
            '"DisplayName"="jq"', '"DisplayVersion"="1.7.1"', '"Publisher"="jqlang"',
            '"WinGetPackageIdentifier"="jqlang.jq"', ""]), encoding="utf-16")
