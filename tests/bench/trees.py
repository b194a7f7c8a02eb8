# Makes file trees that look like Debian machines with as many packages as asked for.
# SPDX-License-Identifier: Apache-2.0
import re
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
