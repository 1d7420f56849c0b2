#!/usr/bin/env bash
# durationpy 0.11, by which the Kubernetes client reads and writes spans as Go does, writes a day and a half and one
# microsecond as `36h1e-06s`, which it then refuses: an e is no unit. Seconds that round up to 60 are
# `60s`, so the last microsecond of a minute is gone. And `1h-30m` it reads as an hour and a half.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'durationpy==0.11'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import timedelta
from importlib.metadata import version

from durationpy import DurationError, from_str, to_str

print("durationpy", version("durationpy"))


def read_back(span):
    try:
        return str(from_str(to_str(span)))
    except DurationError as error:
        return str(error)


expected = [
    (timedelta(hours=36, microseconds=1), "36h1e-06s", "Unknown unit e in duration 36h1e-06s"),
    (timedelta(seconds=59, microseconds=999999), "60s", "0:01:00"),
    (timedelta(seconds=59, milliseconds=999), "59.999s", "0:00:59.999000"),
]
for span, form, again in expected:
    print(f"{span}: written {to_str(span)}, read back: {read_back(span)}")
    assert (to_str(span), read_back(span)) == (form, again)
print("1h-30m is", from_str("1h-30m"))
assert from_str("1h-30m") == timedelta(hours=1.5)
EOF_PYTHON
