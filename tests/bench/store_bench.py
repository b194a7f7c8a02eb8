# Durable deltas per second: the server's store with group commit against one commit per request.
# SPDX-License-Identifier: Apache-2.0
import json
import subprocess

from table import Row


LEAST = {16: 4.0, 128: 10.0}  # connections: times commit per request
PACKAGES = 1_000  # in each stream; a delta changes 15 of them


def rows(program, work):
    for connections, least in LEAST.items():
        command = [program, str(work / f"store-{connections}"), str(connections), str(PACKAGES)]
        seen = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        grouped, single = seen["grouped_per_second"], seen["single_per_second"]
        words = f"{grouped:,.0f}/s : {single:,.0f}/s"
        what = f"durable deltas, {connections} connections"
        yield Row(what, words, grouped / single, "x commit per request", least, at_least=True)
        yield Row(f"{what}, p99", words, seen["grouped_p99_ms"], "ms", 50)
