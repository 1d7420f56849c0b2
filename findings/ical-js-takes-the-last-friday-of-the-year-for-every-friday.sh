#!/usr/bin/env bash
# ical.js 2.2.1, which Thunderbird and Nextcloud use, reads BYSETPOS and passes over it where a rule is not monthly:
# FREQ=YEARLY;BYDAY=FR;BYSETPOS=-1, the last Friday of each year, comes every week from then on. So does a Monday
# with BYWEEKNO=20, and a yearly one of 29 February comes on 1 March, where iCalendar leaves out days that are
# none. rrule 2.8.1 gives what is meant.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'ical.js@2.2.1' 'rrule@2.8.1' > /dev/null
cat > repeat.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import rrule from "rrule";

for (const name of ["ical.js", "rrule"]) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
}
const wanted = [ // rule, first day, what ical.js gives, what rrule gives
  ["FREQ=YEARLY;BYDAY=FR;BYSETPOS=-1;COUNT=3", "2026-12-25",
    "2026-12-25 2027-01-01 2027-01-08", "2026-12-25 2027-12-31 2028-12-29"],
  ["FREQ=YEARLY;BYDAY=MO;BYWEEKNO=20;COUNT=3", "2026-05-11",
    "2026-05-18 2026-05-25 2026-06-01", "2026-05-11 2027-05-17 2028-05-15"],
  ["FREQ=YEARLY;COUNT=3", "2028-02-29", "2028-02-29 2029-03-01 2030-03-01", "2028-02-29 2032-02-29 2036-02-29"],
];
let same = true;
for (const [rule, start, first, second] of wanted) {
  const days = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString(start));
  const seen = [1, 2, 3].map(() => String(days.next())).join(" ");
  const meant = rrule.rrulestr(`DTSTART:${start.replaceAll("-", "")}\nRRULE:${rule}`).all();
  const other = meant.map((day) => day.toISOString().slice(0, 10)).join(" ");
  console.log(`${start} ${rule}\n  ical.js: ${seen}\n  rrule:   ${other}`);
  same &&= seen === first && other === second;
}
process.exit(same ? 0 : 1);
EOF_JS
node repeat.mjs
