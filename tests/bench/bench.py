# Measures the budgets of DESIGN.md section 9 and prints a table; a budget that is not met is said, not failed.
# SPDX-License-Identifier: Apache-2.0
"""python3 tests/bench/bench.py BUILD [list] [sync] [store] [reads] [catalog]; without a word: all of them."""
import sys
import tempfile
from pathlib import Path

import catalog_bench
import list_bench
import reads_bench
import store_bench
import sync_bench
import table


def main():
    build = Path(sys.argv[1]).resolve()
    asked = sys.argv[2:]
    ferry, ferryd = str(build / "bin/ferry"), str(build / "bin/ferryd")
    with tempfile.TemporaryDirectory(prefix="ferry-bench-") as folder:
        work = Path(folder)
        work.chmod(0o755)
        benches = {
            "list": lambda: list_bench.rows(ferry, work),
            "sync": lambda: sync_bench.rows(ferry, ferryd, work),
            "store": lambda: store_bench.rows(str(build / "tests/store_bench"), work),
            "catalog": lambda: catalog_bench.rows(str(build / "tests/catalog_bench"), work),
            "reads": lambda: reads_bench.rows(ferry, ferryd, work),
        }
        for name in asked:
            if name not in benches:
                sys.exit(f'ci/bench: unknown part "{name}"; there are {", ".join(benches)}')
        rows = []
        for name in asked or benches:
            print(f"measuring {name} ...", file=sys.stderr, flush=True)
            rows += benches[name]()
    table.show(rows)
    missed = sum(not row.met for row in rows)
    print(f"\n{len(rows) - missed} of {len(rows)} budgets met; every \"x\" is a ratio of two things measured in this run")


if __name__ == "__main__":
    main()
