#!/usr/bin/env bash
# Syncthing 1.19.2 keeps the losing side of a conflict as a copy, unless the file is itself called
# like one: when two devices both mend a `.sync-conflict-` file, the version of one is deleted.
# (Its manual says that such files "are treated as normal files after they are created".)
set -euo pipefail
folder=$(mktemp -d)
ended() { kill $(jobs -p) 2> /dev/null || true; wait || true; rm -rf "$folder"; }
trap ended EXIT
cd "$folder"
apt-get download -qq syncthing=1.19.2~ds1-1+b4
dpkg -x syncthing_*.deb .
export HOME="$folder" STNOUPGRADE=1
program="$folder/usr/bin/syncthing"
"$program" --version | cut -d ' ' -f 1-2
for name in desk laptop; do
    "$program" generate --home="$name" --no-default-folder --skip-port-probing > "$name.log" 2>&1
    mkdir "$name/shared"
done
python3 - > ports <<'EOF_PYTHON' # settings: each other on 127.0.0.1, and nobody else
import re
import socket
from pathlib import Path

names = ("desk", "laptop")
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(4)]
ports = [one.getsockname()[1] for one in sockets]
ids = {name: re.search(r"Device ID: (\S+)", Path(f"{name}.log").read_text())[1] for name in names}
devices = "".join(
    f'<device id="{ids[name]}"><address>tcp://127.0.0.1:{port}</address></device>'
    for name, port in zip(names, ports)
)
members = "".join(f'<device id="{one}"/>' for one in ids.values())
off = "globalAnnounceEnabled localAnnounceEnabled relaysEnabled natEnabled startBrowser crashReportingEnabled"
for name, port, gui in zip(names, ports, ports[2:]):
    Path(name, "config.xml").write_text(
        f'<configuration version="36"><folder id="shared" path="{Path(name, "shared").absolute()}" '
        f'type="sendreceive" rescanIntervalS="2" fsWatcherEnabled="false">'
        f'<maxConflicts>10</maxConflicts>{members}</folder>{devices}'
        f'<gui enabled="true" tls="false"><address>127.0.0.1:{gui}</address><apikey>key</apikey></gui>'
        f"<options><listenAddress>tcp://127.0.0.1:{port}</listenAddress><urAccepted>-1</urAccepted>"
        "<reconnectionIntervalS>1</reconnectionIntervalS>"
        + "".join(f"<{option}>false</{option}>" for option in off.split())
        + "</options></configuration>"
    )
EOF_PYTHON
start() { "$program" serve --home="$1" --no-browser --no-restart --no-upgrade > "$1.log" 2>&1 & echo $! > "$1.pid"; }
same() { # wait until both folders are the same, for a minute at most
    for _ in $(seq 60); do
        sleep 1
        diff -rq -x .stfolder -x '.syncthing.*' desk/shared laptop/shared > /dev/null && return
    done
    echo 'the two never became the same'
    exit 1
}
plain=plain.txt copy=notes.sync-conflict-20261129-101500-D4LGQYW.txt
start desk
start laptop
echo 'begun' | tee "desk/shared/$plain" > "desk/shared/$copy"
same
kill "$(cat laptop.pid)" && wait "$(cat laptop.pid)" || true # the laptop is offline
echo 'mended on the desk' | tee "desk/shared/$plain" > "desk/shared/$copy"
sleep 4
echo 'mended on the laptop' | tee "laptop/shared/$plain" > "laptop/shared/$copy"
start laptop
same
for name in plain notes; do
    echo "$name: $(cat desk/shared/$name* | sort | paste -sd '|')"
done
[ "$(cat desk/shared/plain* | wc -l)" = 2 ] && [ "$(cat desk/shared/notes* | wc -l)" = 1 ]
