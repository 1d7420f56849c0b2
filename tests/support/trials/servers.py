"""Servers of git repositories on this machine alone: a real sshd, and git's program for http."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
from contextlib import closing, contextmanager, suppress
from getpass import getuser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from support.trials.machine import running, until

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
BACKEND = Path("/usr/lib/git-core/git-http-backend")

_IN_A_RUN_OF_ITS_OWN = "mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd && exec "
"""As root sshd wants a folder that the system makes for its own one."""


def free_port():
    """A port that nobody listens on."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Keys:
    """Keys of a server and of people, in a folder; `lets_in` may log in, `hangs` gets no answer."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(mode=0o700)
        for name in ("host", "lets_in", "hangs", "refused"):
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(command, check=True)
        hanging = f'command="sleep 600" {self._public("hangs")}'
        self._write("authorized", f"{self._public('lets_in')}\n{hanging}\n")
        self._write("nobody", "")

    def of_hosts(self, port, *, name="host"):
        """A file of known hosts, in which the key of this server is `name`."""
        kind, key, *_ = self._public(name).split()
        self._write(f"known-{name}", f"[127.0.0.1]:{port} {kind} {key}\n")

    def _public(self, name):
        return (self.folder / f"{name}.pub").read_text("utf-8").strip()

    def _write(self, name, text):
        path = self.folder / name
        path.write_text(text, "utf-8")
        path.chmod(0o600)


@contextmanager
def ssh_server(folder):
    """An sshd with keys of its own; its keys and its port."""
    keys, port = Keys(folder), free_port()
    lines = (
        f"Port {port}",
        "ListenAddress 127.0.0.1",
        f"HostKey {folder}/host",
        "PidFile none",
        f"AuthorizedKeysFile {folder}/authorized",
        "PasswordAuthentication no",
        "KbdInteractiveAuthentication no",
        "UsePAM no",
        "StrictModes no",
        "PermitRootLogin yes",
    )
    (folder / "config").write_text("\n".join(lines) + "\n", "utf-8")
    command = [SSHD, "-D", "-f", str(folder / "config"), "-E", str(folder / "log")]
    if os.geteuid() == 0:
        script = _IN_A_RUN_OF_ITS_OWN + " ".join(command)
        command = ["unshare", "--mount", "sh", "-c", script]
    keys.of_hosts(port)
    keys.of_hosts(port, name="refused")
    with running(command):
        until(lambda: answers(port), "sshd", 20)
        yield keys, port


def answers(port):
    """Whether somebody listens on a port."""
    with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
        return True
    return False


@contextmanager
def silent_server():
    """A port where connections are taken, and nothing is ever said."""
    with closing(socket.socket()) as server:
        server.bind(("127.0.0.1", 0))
        server.listen(20)
        yield server.getsockname()[1]


def ssh_of(machine, keys, *, key="lets_in", known="known-host"):
    """Have a machine use keys of ours, whatever is in the home of who runs this."""
    folder = machine.home / "bin"
    folder.mkdir(exist_ok=True)
    program = folder / "ssh"
    options = f"-F none -o IdentitiesOnly=yes -o IdentityFile={keys.folder / key}"
    hosts = f"-o UserKnownHostsFile={keys.folder / known} -o GlobalKnownHostsFile=none"
    real = shutil.which("ssh")
    program.write_text(f'#!/bin/sh\nexec {real} {options} {hosts} "$@"\n', "utf-8")
    program.chmod(0o755)
    path = os.environ.get("PATH", os.defpath)
    machine.env["PATH"] = f"{folder}:{path}"


def ssh_url(port, folder):
    return f"ssh://{getuser()}@127.0.0.1:{port}{folder}"


@contextmanager
def http_server(root, *, password=False):
    """Git's own program for http behind a small server; its address."""

    class Handler(BaseHTTPRequestHandler):
        """Hands every request to it."""

        def do_GET(self):
            self.do_POST()

        def do_POST(self):
            if password:
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="goals"')
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            env = {
                "PATH": os.environ.get("PATH", os.defpath),
                "GIT_PROJECT_ROOT": str(root),
                "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "REQUEST_METHOD": self.command,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(len(body)),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                "REMOTE_ADDR": "127.0.0.1",
            }
            done = subprocess.run(
                [str(BACKEND)], input=body, env=env, capture_output=True, check=False
            )
            head, _, rest = done.stdout.partition(b"\r\n\r\n")
            headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
            self.send_response(int(headers.pop("Status", "200").split()[0]))
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(rest)))
            self.end_headers()
            self.wfile.write(rest)

        def log_message(self, *_):
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
