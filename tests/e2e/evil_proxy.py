# What stands between ferry and ferryd when the server is in an attacker's hands: an HTTP relay that changes answers.
# SPDX-License-Identifier: Apache-2.0
import base64
import hashlib
import http.client
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOP = {"connection", "content-length", "transfer-encoding", "keep-alive"}


class EvilProxy(ThreadingHTTPServer):
    """Honest until `tamper` is set: it gets the target of a request and the body, and gives the body to send."""

    daemon_threads = True

    def __init__(self, test):
        super().__init__(("127.0.0.1", 0), Relay)
        self.url, self.port_behind, self.tamper = f"http://127.0.0.1:{self.server_port}", 0, None
        thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        test.addCleanup(self.server_close)
        test.addCleanup(thread.join, 30)
        test.addCleanup(self.shutdown)

    def on(self, targets, change):
        """Every answer to one of `targets`, a regular expression, is changed from now on."""
        self.tamper = lambda target, body: change(body) if re.fullmatch(targets, target) else body

    def on_items(self, targets, change):
        """As on(), for a list: `change` gets its items and gives those to show."""
        self.on(targets, lambda body: json.dumps({"items": change(json.loads(body)["items"])}).encode())


class Relay(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def relay(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        # Plain answers are easier to change.
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP | {"accept-encoding"}}
        behind = http.client.HTTPConnection("127.0.0.1", self.server.port_behind, timeout=60)
        behind.request(self.command, self.path, body or None, {**headers, "Content-Length": str(len(body))})
        answer = behind.getresponse()
        content = answer.read()
        behind.close()
        if self.server.tamper and answer.status < 300:
            content = self.server.tamper(self.path, content)
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = relay

    def log_message(self, *words):
        pass


def plain(text):
    return base64.b64decode(text)


def coded(content):
    return base64.b64encode(content).decode()


def identity(content):
    """The id that the protocol gives to these bytes."""
    return hashlib.blake2b(content, digest_size=32).hexdigest()


def changed(header, **fields):
    """A header or manifest (base64 of JSON) with other fields."""
    return coded(json.dumps({**json.loads(plain(header)), **fields}, separators=(",", ":")).encode())
