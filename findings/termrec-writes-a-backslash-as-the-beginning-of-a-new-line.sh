#!/usr/bin/env bash
# termcat of termrec 0.19 makes asciicast of a recording and leaves its backslashes as they are: of the text
# `C:\notes\two` JSON makes a new line, `otes`, a tab and `wo`, and of `\ ` nothing can be made. Quotation marks it
# writes as it should. From asciicast to asciicast a recording comes out another one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq termrec=0.19-2 libtty1=0.19-2 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
LD_LIBRARY_PATH=$(dirname "$(find "$folder" -name 'libtty.so.1')")
export LD_LIBRARY_PATH
basename termrec_*.deb
cat > notes.cast <<'EOF_CAST'
{"version": 2, "width": 40, "height": 5}
[0.5, "o", "C:\\notes\\two"]
[1.5, "o", "a \"mark\""]
[2.5, "o", "\\ on its own"]
EOF_CAST
usr/bin/termcat notes.cast copy.cast
python3 - <<'EOF_PYTHON' | tee seen
import json


def texts(name):
    with open(name) as lines:
        for line in list(lines)[1:]:
            try:
                yield json.loads(line)[2]
            except json.JSONDecodeError:
                yield None


for before, after in zip(texts("notes.cast"), texts("copy.cast"), strict=True):
    print("no JSON, for" if after is None else f"{after!r} for", repr(before))
EOF_PYTHON
diff seen - <<'EOF_SEEN'
'C:\notes\two' for 'C:\\notes\\two'
'a "mark"' for 'a "mark"'
no JSON, for '\\ on its own'
EOF_SEEN
