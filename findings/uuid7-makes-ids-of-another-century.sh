#!/usr/bin/env bash
# uuid7 0.1.0 (module uuid_extensions) says version 7 in its ids and counts time as an early draft did, not in
# the milliseconds of RFC 9562: read as the RFC says, an id of today is of about the year 2200, and it sorts
# after every id that another library will make for the next 170 years.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'uuid7==0.1.0' 'uuid-utils==1.2.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime, timezone
from importlib.metadata import version

import uuid_extensions
import uuid_utils

print("uuid7", version("uuid7"), "uuid-utils", version("uuid-utils"))
now = datetime.now(timezone.utc)
years = {}
for name, made in (("uuid7", uuid_extensions.uuid7()), ("uuid-utils", uuid_utils.uuid7())):
    moment = datetime.fromtimestamp((made.int >> 80) / 1000, timezone.utc)
    years[name] = moment.year - now.year
    print(f"{name}: version {made.version}, {years[name]} years from now by RFC 9562")
    assert made.version == 7
assert years["uuid-utils"] == 0
assert years["uuid7"] > 100
EOF_PYTHON
