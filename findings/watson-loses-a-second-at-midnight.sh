#!/usr/bin/env bash
# Watson (td-watson) 2.1.0: who read from 23:00 to 1:00 has read 59 minutes and 59 seconds on the first day and an hour
# on the second, in `report`, `aggregate` and their JSON (3599.999999 seconds); the two days together are two
# hours again. Its days end a millionth of a second before midnight, and the reports cut off what is not a whole one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'td-watson==2.1.0' 'arrow==1.4.0' 'click==8.5.1'
export WATSON_DIR=$folder/kept TZ=UTC NO_COLOR=1
mkdir "$WATSON_DIR"
watson() { "$folder/venv/bin/watson" "$@"; }
watson --version
watson add --from '2026-11-29 23:00' --to '2026-11-30 01:00' reading > "$folder/said"
for days in '2026-11-29 2026-11-29' '2026-11-30 2026-11-30' '2026-11-29 2026-11-30'; do
  total=$(watson report --no-pager --from "${days% *}" --to "${days#* }" | tail -n 1)
  echo "${days% *} to ${days#* }: $total" | tee -a "$folder/totals"
done
grep -q '29 to 2026-11-29: .*59m 59s' "$folder/totals"
grep -q '30 to 2026-11-30: .*1h 00m 00s' "$folder/totals"
grep -q '29 to 2026-11-30: .*2h 00m 00s' "$folder/totals"
