#!/usr/bin/env bash
# jq 1.8, as the Python package jq 1.13.0 has it: strftime writes times in UTC, but for "%s" it takes the time in UTC
# for one of the zone around it: 1767225600 comes back as 1767222000 in Berlin, an hour less, and as 1767243600 in New
# York. All the other parts are right, and so is "%s" of strflocaltime.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'jq==1.13.0'
"$folder/venv/bin/pip" list --disable-pip-version-check 2> /dev/null | grep '^jq '
answer() { # what the program $2 answers in the zone $1
    TZ=$1 "$folder/venv/bin/python" -c 'import jq, sys; print(jq.first(sys.argv[1], None))' "$2"
}
for zone in UTC Europe/Berlin America/New_York; do
    utc=$(answer "$zone" '1767225600 | strftime("%Y-%m-%d %H:%M, %s")')
    local=$(answer "$zone" '1767225600 | strflocaltime("%Y-%m-%d %H:%M, %s")')
    echo "$zone: strftime $utc; strflocaltime $local"
done | tee "$folder/seen"
diff "$folder/seen" - <<'EOF_SEEN'
UTC: strftime 2026-01-01 00:00, 1767225600; strflocaltime 2026-01-01 00:00, 1767225600
Europe/Berlin: strftime 2026-01-01 00:00, 1767222000; strflocaltime 2026-01-01 01:00, 1767225600
America/New_York: strftime 2026-01-01 00:00, 1767243600; strflocaltime 2025-12-31 19:00, 1767225600
EOF_SEEN
