# ferry list against dpkg-query -W over the same database, whole process against whole process.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import subprocess

from measure import side_by_side
from table import Row
from trees import make_debian

BUDGETS = {1_000: 1.0, 50_000: 0.5}  # times dpkg-query's wall time


def rows(ferry, work):
    for packages, limit in BUDGETS.items():
        root = make_debian(work / f"debian-{packages}", packages)
        env = os.environ | {"FERRY_HOME": str(work / "home-list")}
        listing = [ferry, "list", "--installer", "apt", "--all", "--root", str(root)]
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
