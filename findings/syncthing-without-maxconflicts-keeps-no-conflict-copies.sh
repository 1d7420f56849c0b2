#!/usr/bin/env bash
# Syncthing 1.19.2: where config.xml does not say maxConflicts of a folder, which its manual calls no
# limit, and 10 in later ones, no copy is kept: the losing side of every conflict is deleted.
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
    mkdir -p "$name/shared/said" "$name/shared/unsaid"
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
    folders = "".join(
        f'<folder id="{which}" path="{Path(name, "shared", which).absolute()}" type="sendreceive" '
        f'rescanIntervalS="2" fsWatcherEnabled="false">{limit}{members}</folder>'
        for which, limit in (("said", "<maxConflicts>10</maxConflicts>"), ("unsaid", ""))
    )
    Path(name, "config.xml").write_text(
        f'<configuration version="36">{folders}{devices}'
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
write() { echo "$2" | tee "$1/shared/said/notes.txt" > "$1/shared/unsaid/notes.txt"; }
start desk
start laptop
write desk 'begun'
same
kill "$(cat laptop.pid)" && wait "$(cat laptop.pid)" || true # the laptop is offline
write desk 'written on the desk'
sleep 4
write laptop 'written on the laptop'
start laptop
same
for name in said unsaid; do
    echo "maxConflicts $name: $(cat desk/shared/$name/notes* | sort | paste -sd '|')"
done
[ "$(cat desk/shared/said/notes* | wc -l)" = 2 ] && [ "$(cat desk/shared/unsaid/notes* | wc -l)" = 1 ]
