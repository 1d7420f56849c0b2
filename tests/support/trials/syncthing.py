"""Two real Syncthings that know each other alone: 127.0.0.1, no discovery, no relay, no reports."""

from __future__ import annotations

import json
import re
import socket
import subprocess
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import Request, urlopen
from xml.sax.saxutils import quoteattr

from support.trials.machine import running, until

FOLDER, KEY = "roads", "trial"

_CONFIG = """<configuration version="36">
<folder id="roads" path={path} type="sendreceive" rescanIntervalS="5" fsWatcherEnabled="true"
 fsWatcherDelayS="1"><maxConflicts>{copies}</maxConflicts>{members}</folder>
{devices}
<gui enabled="true" tls="false"><address>127.0.0.1:{gui}</address><apikey>trial</apikey></gui>
<options><listenAddress>tcp://127.0.0.1:{port}</listenAddress>
<globalAnnounceEnabled>false</globalAnnounceEnabled>
<localAnnounceEnabled>false</localAnnounceEnabled><relaysEnabled>false</relaysEnabled>
<natEnabled>false</natEnabled><startBrowser>false</startBrowser><urAccepted>-1</urAccepted>
<crashReportingEnabled>false</crashReportingEnabled><autoUpgradeIntervalH>0</autoUpgradeIntervalH>
<stunKeepaliveStartS>0</stunKeepaliveStartS><reconnectionIntervalS>1</reconnectionIntervalS>
</options></configuration>
"""


class Syncthing:
    """One of them, with its machine's folder."""

    def __init__(self, machine):
        self.machine, self.home = machine, machine.home / "syncthing"
        self.gui, self.port = free_port(), free_port()
        words = ["syncthing", "generate", f"--home={self.home}", "--no-default-folder"]
        done = subprocess.run(
            [*words, "--skip-port-probing"],
            env=machine.env,
            capture_output=True,
            text=True,
            check=True,
        )
        self.id = re.search(r"Device ID: (\S+)", done.stdout + done.stderr)[1]

    def know(self, all_of_them, copies):
        """Write the settings: these devices, the folder that they share, how many copies it keeps.

        Syncthing 1.19 keeps none where the settings do not say how many; its own say 10.
        """
        members = "".join(f"<device id={quoteattr(one.id)}/>" for one in all_of_them)
        devices = "".join(
            f"<device id={quoteattr(one.id)} name={quoteattr(one.machine.name)}>"
            f"<address>tcp://127.0.0.1:{one.port}</address></device>"
            for one in all_of_them
        )
        path = quoteattr(str(self.machine.folder))
        text = _CONFIG.format(
            path=path,
            members=members,
            devices=devices,
            gui=self.gui,
            port=self.port,
            copies=copies,
        )
        (self.home / "config.xml").write_text(text, encoding="utf-8")

    @property
    def command(self):
        words = ["syncthing", "serve", f"--home={self.home}", "--no-browser", "--no-restart"]
        return [*words, "--no-upgrade"]

    def ask(self, place, **options):
        """What its own interface answers; None while it does not."""
        request = Request(  # noqa: S310 - of 127.0.0.1
            f"http://127.0.0.1:{self.gui}/rest/{place}", headers={"X-API-Key": KEY}, **options
        )
        try:
            with urlopen(request, timeout=10) as reply:  # noqa: S310
                return json.loads(reply.read() or b"{}")
        except (URLError, OSError):
            return None

    @property
    def connected(self):
        found = self.ask("system/connections") or {"connections": {}}
        return any(one["connected"] for one in found["connections"].values())

    @property
    def idle(self):
        status = self.ask(f"db/status?folder={FOLDER}")
        return bool(status) and (status["state"], status["needTotalItems"]) == ("idle", 0)


@contextmanager
def syncthings(*machines, copies=10):
    """Start them, wait until they have met, and end them."""
    them = [Syncthing(machine) for machine in machines]
    for one in them:
        one.know(them, copies)
    (first, second) = them
    with (
        running(first.command, env=first.machine.env),
        running(second.command, env=second.machine.env),
    ):
        until(lambda: first.connected and second.connected, "the other Syncthing")
        yield them


def settle(them):
    """Wait until nothing is left to carry: both folders are the same, twice in a row."""
    same = 0

    def settled():
        nonlocal same
        for one in them:
            one.ask(f"db/scan?folder={FOLDER}", method="POST")
        first, second = (files_in(one.machine.folder) for one in them)
        same = same + 1 if first == second and all(one.idle for one in them) else 0
        return same >= 2

    until(settled, "the same files in both folders")


def files_in(folder):
    """What is in a folder that a synchroniser carries, by name."""
    names = [path for path in folder.iterdir() if path.is_file()]
    return {path.name: path.read_bytes() for path in names if ".syncthing." not in path.name}


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
