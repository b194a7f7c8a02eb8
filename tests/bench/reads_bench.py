# Reading a stored stream from ferryd against nginx sending a file of the same size, both under wrk.
# SPDX-License-Identifier: Apache-2.0
import http.client
import json
import re
import statistics
import subprocess

import servers
from sync_bench import Client
from table import Row
from trees import make_debian
from wire import CountingWire

ROUNDS = 3
SECONDS = 4
CONNECTIONS = 32


def rows(ferry, ferryd, work):
    root = make_debian(work / "debian-reads", 15)  # as large as a delta of 15 changes
    wire = CountingWire()
    with servers.ferryd(ferryd, work / "data-reads", wire) as port:
        client = Client(ferry, work / "home-reads", root, wire)
        client.register("bench")
        client.sync()
        client.sync()
        headers = {"Authorization": f"Bearer {wire.token}"}
        device = json.loads(get(port, "/v1/devices", headers))["devices"][0]["id"]
        path = f"/v1/devices/{device}/streams/apt"
        content = get(port, path, headers)

        with servers.nginx(work / "nginx", content) as nginx_port:
            ours, theirs = [], []
            for _ in range(ROUNDS):
                ours.append(requests_per_second(f"http://127.0.0.1:{port}{path}", headers))
                theirs.append(requests_per_second(f"http://127.0.0.1:{nginx_port}/file", headers))
    mine, others = statistics.median(ours), statistics.median(theirs)
    words = f"{mine:,.0f}/s : {others:,.0f}/s, {len(content):,} B"
    yield Row("read of a stored stream", words, mine / others, "x nginx", 0.5, at_least=True)


def get(port, path, headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"GET {path}: {answer.status} {body[:200]!r}")
    return body


def requests_per_second(url, headers):
    words = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *words, url]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if re.search(r"Non-2xx|Socket errors", printed):
        raise RuntimeError(f"{url}: not every answer was good\n{printed}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", printed)[1])
