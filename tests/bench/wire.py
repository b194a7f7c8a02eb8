# A forwarder on loopback that counts what passes, so that "bytes on the wire" is what a client really sent.
# SPDX-License-Identifier: Apache-2.0
import re
import socket
import threading


class CountingWire:
    """Listens on a free port and forwards to `target_port`, which is set before the first client comes.
    Counts from `reset` on; a connection is a pair of threads."""

    def __init__(self):
        self.target_port = None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._lock = threading.Lock()
        self.reset()
        threading.Thread(target=self._accept, daemon=True).start()

    def reset(self):
        with self._lock:
            self._sent = []  # what clients sent, in order
            self._received = 0

    @property
    def up(self):
        with self._lock:
            return sum(len(part) for part in self._sent)

    @property
    def down(self):
        with self._lock:
            return self._received

    @property
    def requests(self):
        """The request lines seen since `reset`."""
        return [words.split(b"\r\n")[0].decode() for words in self._whole_requests()]

    def up_in(self, method):
        """Bytes of the requests of one method, heads and bodies."""
        return sum(len(words) for words in self._whole_requests() if words.startswith(method.encode() + b" "))

    def _whole_requests(self):
        with self._lock:
            sent = b"".join(self._sent)
        return re.split(rb"(?=(?:GET|POST|PUT|PATCH|DELETE) /\S* HTTP/1\.1\r\n)", sent)[1:]

    @property
    def token(self):
        with self._lock:
            sent = b"".join(self._sent)
        return re.search(rb"\r\nAuthorization: Bearer (\S+)\r\n", sent, re.IGNORECASE)[1].decode()

    def _accept(self):
        while True:
            client, _ = self._listener.accept()
            server = socket.create_connection(("127.0.0.1", self.target_port))
            threading.Thread(target=self._pump, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._pump, args=(server, client, False), daemon=True).start()

    def _pump(self, source, target, is_up):
        try:
            while part := source.recv(65536):
                with self._lock:
                    if is_up:
                        self._sent.append(part)
                    else:
                        self._received += len(part)
                target.sendall(part)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the other pump ended it
