# Runs programs and tells what they cost: CPU of the whole process tree, and wall time.
# SPDX-License-Identifier: Apache-2.0
import os
import statistics
import time
from dataclasses import dataclass


@dataclass
class Cost:
    """Seconds. `cpu` is user and system time, children that were waited for included."""

    cpu: float
    wall: float


def cost_of(argv, env=None, stdin=None):
    """Output goes nowhere. A program that fails is not measured: it raises RuntimeError."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, stdin if stdin is not None else nowhere, 0), (os.POSIX_SPAWN_DUP2, nowhere, 1)]
    began = time.monotonic()
    child = os.posix_spawnp(argv[0], argv, env or os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - began
    os.close(nowhere)
    if status != 0:
        raise RuntimeError(f"{' '.join(argv)}: exit {os.waitstatus_to_exitcode(status)}")
    return Cost(usage.ru_utime + usage.ru_stime, wall)


def median(costs):
    return Cost(statistics.median(c.cpu for c in costs), statistics.median(c.wall for c in costs))


def side_by_side(commands, rounds, env=None):
    """The median cost of each command. They take turns, so that a busy machine is busy for all of them."""
    costs = [[] for _ in commands]
    for command in commands:
        cost_of(command, env)  # warms the page cache; not counted
    for _ in range(rounds):
        for seen, command in zip(costs, commands):
            seen.append(cost_of(command, env))
    return [median(seen) for seen in costs]
