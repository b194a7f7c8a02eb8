# Starts ferryd and nginx on loopback for the length of a benchmark, in a folder of its own.
# SPDX-License-Identifier: Apache-2.0
import contextlib
import socket
import subprocess
import time


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def wait_until_answering(port, program):
    for _ in range(200):
        if program.poll() is not None:
            raise RuntimeError(f"{program.args[0]} ended with {program.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{program.args[0]} does not answer on port {port}")


@contextlib.contextmanager
def running(argv, port):
    program = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        wait_until_answering(port, program)
        yield port
    finally:
        program.terminate()
        program.wait(20)


@contextlib.contextmanager
def ferryd(program, folder, wire):
    """Behind `wire`, whose address is the one that logins are bound to. Limits of one device do not bind here."""
    port = free_port()
    options = [f"--data={folder}", f"--listen=127.0.0.1:{port}", f"--origin={wire.url}", "--requests-per-minute=100000000"]
    with running([program, *options], port):
        wire.target_port = port
        yield port


NGINX = """
daemon off;
worker_processes auto;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    keepalive_requests 1000000;
    default_type application/json;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""


def nginx(folder, content):
    """Serves `content` as /file."""
    (folder / "www").mkdir(parents=True)
    (folder / "www/file").write_bytes(content)
    folder.chmod(0o755)  # its workers run as another user
    (folder / "www").chmod(0o755)
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    return running(["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")], port)
