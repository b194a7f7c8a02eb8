# The catalog's index: how build, open, recognise and an update of ten files grow with its entries.
# SPDX-License-Identifier: Apache-2.0
import json
import subprocess

from table import Row

SIZES = (1_000, 10_000, 100_000)


def rows(program, work):
    seen = {}
    for size in SIZES:
        folder = work / f"catalog-{size}"
        folder.mkdir()
        done = subprocess.run([program, str(folder), str(size)], capture_output=True, text=True, check=True)
        seen[size] = json.loads(done.stdout)
    most = SIZES[-1]

    def all_sizes(what):
        return " / ".join(f"{seen[size][what]:.2f}" for size in SIZES) + " ms"

    yield Row("catalog, open, 1,000 / 10,000 / 100,000 entries", all_sizes("open"), seen[most]["open"], "ms", 5)
    yield Row("catalog, recognise 3,000 packages", all_sizes("recognise"), seen[most]["recognise"], "ms", 10)
    yield Row("catalog, full build", all_sizes("build"), seen[most]["build"] / seen[10_000]["build"],
              "x at 100,000 what it is at 10,000", 15)
    yield Row("catalog, update of 10 files", all_sizes("update"), seen[most]["update"] / seen[1_000]["update"],
              "x at 100,000 what it is at 1,000", 2)
