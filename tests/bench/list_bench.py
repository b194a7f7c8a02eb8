# ferry list against each tool's own listing over the same files, whole process against whole process.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import subprocess
import time

from measure import side_by_side
from table import Row
from trees import make_brew, make_debian, make_fedora, make_flatpaks

BUDGETS = {1_000: 1.0, 50_000: 0.5}  # times dpkg-query's wall time
RPMS, REFS, KEGS = 301, 101, 202
# Time of `brew list --versions` of 202 kegs on Linux as it was recorded, by Homebrew's version. The newest wrote receipts as
# make_brew writes them; the older one is the quickest.
BREW_SECONDS = {"6.0.18": 1.393, "4.2.21": 0.640}


def rows(ferry, work):
    yield from apt_rows(ferry, work)
    root, env = make_fedora(work / "fedora", RPMS)
    yield against(ferry, work, "dnf", RPMS, root, env, ["rpm", "--root", root, "-qa"])
    root, env = make_flatpaks(work / "flatpaks", REFS)
    yield against(ferry, work, "flatpak", REFS, root, env, ["flatpak", "list"])
    root = make_brew(work / "brew", KEGS)
    yield from against_recorded(ferry, work, root)


def listing_of(ferry, installer, root):
    return [ferry, "list", "--installer", installer, "--all", "--root", str(root)]


def floor_of(root):
    """Seconds to read every file of the tree once, warm: nothing that reads the same files can be faster."""
    files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    began = time.monotonic()
    for path in files:
        with open(path, "rb", buffering=0) as file:
            file.read()
    return time.monotonic() - began


def against(ferry, work, installer, count, root, env, theirs):
    env = env | {"FERRY_HOME": str(work / "home-list"), "FERRY_KEY_STORE": "file"}
    ours = listing_of(ferry, installer, root)
    expect_all([*ours, "--json"], env, count)
    mine, other = side_by_side([ours, list(map(str, theirs))], 15, env)
    words = f"{mine.wall * 1000:.0f} ms ({mine.cpu * 1000:.0f} CPU) : {other.wall * 1000:.0f} ms ({other.cpu * 1000:.0f} CPU)"
    return Row(f"ferry list --installer {installer}, {count} packages", words, mine.wall / other.wall,
               f"x {' '.join([theirs[0], theirs[-1]])}", 1.0)


def against_recorded(ferry, work, root):
    env = os.environ | {"FERRY_HOME": str(work / "home-list"), "FERRY_KEY_STORE": "file"}
    ours = listing_of(ferry, "brew", root)
    expect_all([*ours, "--json"], env, KEGS)
    (mine,) = side_by_side([ours], 15, env)
    read = f"{mine.wall * 1000:.0f} ms, reading the files {floor_of(root) * 1000:.0f} ms"
    for version, seconds in BREW_SECONDS.items():
        words = f"{read} : {seconds * 1000:.0f} ms recorded of {version}"
        yield Row(f"ferry list --installer brew, {KEGS} kegs", words, seconds / mine.wall,
                  "times as fast as brew list --versions", 50, at_least=True)


def apt_rows(ferry, work):
    for packages, limit in BUDGETS.items():
        root = make_debian(work / f"debian-{packages}", packages)
        env = os.environ | {"FERRY_HOME": str(work / "home-list"), "FERRY_KEY_STORE": "file"}
        listing = listing_of(ferry, "apt", root)
        query = ["dpkg-query", f"--admindir={root}/var/lib/dpkg", "-W"]
        expect_all([*listing, "--json"], env, packages)

        ours, theirs = side_by_side([listing, query], 15 if packages <= 1_000 else 5, env)
        yield Row(
            f"ferry list --installer apt, {packages:,} packages",
            f"{ours.wall * 1000:.0f} ms ({ours.cpu * 1000:.0f} CPU) : {theirs.wall * 1000:.0f} ms ({theirs.cpu * 1000:.0f} CPU)",
            ours.wall / theirs.wall,
            "x dpkg-query -W",
            limit,
        )


def expect_all(listing, env, packages):
    """A list that is quick because it is short is not measured."""
    done = subprocess.run(listing, env=env, capture_output=True, text=True, check=True)
    seen = len(json.loads(done.stdout)["packages"])
    if seen != packages:
        raise RuntimeError(f"{' '.join(listing)}: {seen} packages, not {packages}")
