# Makes file trees that look like machines with as many packages as asked for.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

STATUS = Path("/var/lib/dpkg/status")


def installed_stanzas():
    """What dpkg wrote on this machine: real descriptions, dependencies and conffiles, at their real length."""
    stanzas = STATUS.read_text(encoding="utf-8").strip("\n").split("\n\n")
    return [stanza for stanza in stanzas if "Status: install ok installed" in stanza]


def renamed(stanza, suffix):
    return re.sub(r"^Package: (.*)$", rf"Package: \1{suffix}", stanza, count=1, flags=re.MULTILINE)


def make_debian(root, packages):
    """A root for `ferry list --root` and `dpkg-query --admindir`; every second package is automatic."""
    real = installed_stanzas()
    stanzas = [renamed(real[i % len(real)], f"-b{i // len(real)}" if i >= len(real) else "") for i in range(packages)]
    names = [re.search(r"^Package: (.*)$", stanza, re.MULTILINE)[1] for stanza in stanzas]
    arch = re.search(r"^Architecture: (?!all)(.*)$", "\n".join(real), re.MULTILINE)[1]

    dpkg, apt = root / "var/lib/dpkg", root / "var/lib/apt"
    for folder in (dpkg / "info", dpkg / "updates", dpkg / "triggers", apt / "lists", root / "etc", root / "usr/bin"):
        folder.mkdir(parents=True)
    (dpkg / "status").write_text("\n\n".join(stanzas) + "\n\n", encoding="utf-8")  # each ends with an empty line
    (dpkg / "available").touch()
    (dpkg / "arch").write_text(f"{arch}\n")
    (root / "usr/bin/apt-get").touch()
    (root / "etc/os-release").write_text('ID=debian\nVERSION_ID="12"\nNAME="Debian GNU/Linux"\n')
    automatic = (f"Package: {name}\nArchitecture: {arch}\nAuto-Installed: 1\n\n" for name in names[::2])
    (apt / "extended_states").write_text("".join(automatic))
    return root


def run(*argv, env):
    subprocess.run(list(map(str, argv)), check=True, capture_output=True, env=env)


def make_fedora(folder, packages):
    """A root whose rpm database rpm itself has written, and the environment in which rpm finds it."""
    root, rpms = folder / "root", folder / "rpms"
    (folder / ".rpmmacros").parent.mkdir(parents=True)
    (folder / ".rpmmacros").write_text("%_dbpath /usr/lib/sysimage/rpm\n")
    env = os.environ | {"HOME": str(folder)}
    names = [f"ex-package-{i}" for i in range(1, packages)]
    text = "made up, " * 60  # descriptions and file lists are most of a header
    spec = folder / "made-up.spec"
    spec.write_text(f"Name: ex-package\nVersion: 1.0\nRelease: 1\nSummary: made up\nLicense: none\nBuildArch: noarch\n"
                    f"%description\n{text}\n%files\n" +
                    "".join(f"%package -n {name}\nSummary: made up\n%description -n {name}\n{text}\n%files -n {name}\n"
                            for name in names))
    (root / "usr/lib/sysimage/rpm").mkdir(parents=True)
    run("rpmbuild", "-bb", "--quiet", "--define", f"_topdir {folder}/build", "--define", f"_rpmdir {rpms}", "--define",
        "_binary_payload w1.gzdio", spec, env=env)
    run("rpm", "--root", root, "-i", "--justdb", "--nodeps", *sorted(rpms.rglob("*.rpm")), env=env)
    return root, env


def make_flatpaks(folder, refs):
    """A root with one real app and copies of it under other names, which is all that deploying one more changes here."""
    root, platform, app, repository = folder / "root", folder / "platform", folder / "app", folder / "repository"
    env = os.environ | {"FLATPAK_SYSTEM_DIR": str(root / "var/lib/flatpak"), "FLATPAK_USER_DIR": str(folder / "nobody")}
    runtime = "org.example.Platform/x86_64/1"
    for name in (root / "usr/bin", platform / "usr", platform / "files", app / "files/bin", app / "export"):
        name.mkdir(parents=True)
    (root / "usr/bin/flatpak").touch()
    (platform / "metadata").write_text(f"[Runtime]\nname=org.example.Platform\nruntime={runtime}\nsdk={runtime}\n")
    (app / "metadata").write_text(f"[Application]\nname=org.example.A0\nruntime={runtime}\nsdk={runtime}\ncommand=a\n")
    run("flatpak", "build-export", "--runtime", "--disable-sandbox", repository, platform, "1", env=env)
    run("flatpak", "build-export", "--disable-sandbox", repository, app, "stable", env=env)
    run("flatpak", "build-update-repo", repository, env=env)
    run("flatpak", "remote-add", "--no-gpg-verify", "local", f"file://{repository}", env=env)
    run("flatpak", "install", "-y", "--noninteractive", "local", "org.example.A0", env=env)
    apps = root / "var/lib/flatpak/app"
    for i in range(1, refs - 1):
        shutil.copytree(apps / "org.example.A0", apps / f"org.example.A{i}", symlinks=True)
    return root, env


def make_brew(root, kegs):
    """Cellar and opt of Linuxbrew; every second keg is a dependency. Receipts as Homebrew 6 writes them."""
    prefix = root / "home/linuxbrew/.linuxbrew"
    (prefix / "bin").mkdir(parents=True)
    (prefix / "bin/brew").touch()
    (prefix / "opt").mkdir()
    for i in range(kegs):
        keg = prefix / f"Cellar/ex-formula-{i}/1.{i}"
        keg.mkdir(parents=True)
        needs = [{"full_name": f"ex-formula-{n}", "version": f"1.{n}", "pkg_version": f"1.{n}",
                  "declared_directly": True} for n in range(max(0, i - 12), i)]
        (keg / "INSTALL_RECEIPT.json").write_text(json.dumps({
            "homebrew_version": "6.0.18", "installed_on_request": i % 2 == 0, "time": 1763800000,
            "runtime_dependencies": needs, "source": {"versions": {"stable": f"1.{i}"}, "tap": "homebrew/core"},
            "arch": "x86_64"}))
        (prefix / f"opt/ex-formula-{i}").symlink_to(f"../Cellar/ex-formula-{i}/1.{i}")
    return root
