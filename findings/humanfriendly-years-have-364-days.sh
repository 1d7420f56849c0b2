#!/usr/bin/env bash
# humanfriendly 10.0 counts 52 weeks a year: parse_timespan("1 year") is 364 days, and 365 days are
# written as "1 year and 1 day".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'humanfriendly==10.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import humanfriendly

print("humanfriendly", humanfriendly.__version__)
days = humanfriendly.parse_timespan("1 year") / 86_400
words = humanfriendly.format_timespan(365 * 86_400)
print("1 year:", days, "days; 365 days:", words)
assert days == 364
assert words == "1 year and 1 day"
EOF_PYTHON
