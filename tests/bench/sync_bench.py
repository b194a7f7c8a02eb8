# ferry sync through a counting wire: an unchanged machine, a first upload, a delta of 15 changes.
# SPDX-License-Identifier: Apache-2.0
import os
import subprocess

import servers
from measure import cost_of, median
from table import Row
from trees import make_debian, renamed
from wire import CountingWire

PASSWORD = "correct horse battery staple"


class Client:
    """One device: a home folder, a tree that it takes for its machine, and the account it is logged in to."""

    def __init__(self, ferry, home, root, wire):
        self.argv = [ferry, "--root", str(root), "--quiet"]
        self.env = os.environ | {"FERRY_HOME": str(home), "FERRY_KEY_STORE": "file"}
        self.wire = wire

    def register(self, account):
        words = ["register", self.wire.url, "--account", account, "--device", "bench", "--password-stdin"]
        subprocess.run(self.argv + words, env=self.env, input=PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL)

    def sync(self):
        self.wire.reset()
        return cost_of([*self.argv, "sync"], self.env)


def rows(ferry, ferryd, work):
    root = make_debian(work / "debian-sync", 1_000)
    wire = CountingWire()
    with servers.ferryd(ferryd, work / "data-sync", wire):
        client = Client(ferry, work / "home-sync", root, wire)
        client.register("bench")

        client.sync()
        yield Row("first upload of 1,000 packages", ask(wire), wire.up, "B up", 12_000)

        client.sync()  # whatever the first sync left to learn
        costs = [client.sync() for _ in range(9)]
        yield Row("unchanged sync", ask(wire), wire.up, "B up", 300)
        yield Row("unchanged sync, requests", ask(wire), len(wire.requests), "requests", 1)
        usual = median(costs)
        yield Row("unchanged sync, CPU", f"{usual.wall * 1000:.0f} ms wall", usual.cpu * 1000, "ms CPU", 50)

        change_packages(root, 15)
        client.sync()
        yield Row("delta of 15 changes, its request", ask(wire) + " in all", wire.up_in("POST"), "B up", 700)


def ask(wire):
    return f"{wire.up:,} B up, {wire.down:,} B down, {len(wire.requests)} requests"


def change_packages(root, count):
    """A third upgraded, a third removed, a third new: what a week of updates looks like."""
    status = root / "var/lib/dpkg/status"
    stanzas = status.read_text(encoding="utf-8").strip("\n").split("\n\n")
    third = count // 3
    upgraded = [stanza.replace("\nVersion: ", "\nVersion: 9:", 1) for stanza in stanzas[:third]]
    new = [renamed(stanza, "-new") for stanza in stanzas[:third]]
    status.write_text("\n\n".join(upgraded + stanzas[2 * third :] + new) + "\n\n", encoding="utf-8")
