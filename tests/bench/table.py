# What the benchmark prints: one line per budget of DESIGN.md, met or not, with the numbers behind it.
# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass


@dataclass
class Row:
    what: str
    measured: str  # the absolute numbers, for orientation: they belong to this machine
    value: float  # what the budget is about
    unit: str  # "x" for a ratio within this run
    limit: float
    at_least: bool = False  # the limit is a floor, not a ceiling

    @property
    def met(self):
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def cells(self):
        bound = "at least" if self.at_least else "at most"
        return [
            self.what,
            self.measured,
            f"{number(self.value)} {self.unit}",
            f"{bound} {number(self.limit)} {self.unit}",
            "met" if self.met else "NOT MET",
        ]


def number(value):
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def show(rows):
    lines = [["what", "measured", "value", "budget", ""]] + [row.cells() for row in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for at, line in enumerate(lines):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())
        if at == 0:
            print("  ".join("-" * width for width in widths))
