#!/usr/bin/env bash
# rrule 2.8.1 (for JavaScript) keeps the hours of a rule in the order in which they are written: BYHOUR=17,9 gives
# 17:00 before 9:00, BYSETPOS=1 is then 17:00, and UNTIL noon of the second day ends with 17:00 of that day and leaves
# out its 9:00. Months, and days of the month, it puts in order. iCalendar gives the order of such a list no meaning;
# rrule-temporal 2.2.8 gives what is meant.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'rrule@2.8.1' 'rrule-temporal@2.2.8' > /dev/null
cat > repeat.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import rrule from "rrule";
import { RRuleTemporal } from "rrule-temporal";

for (const name of ["rrule", "rrule-temporal"])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
const start = "DTSTART:20270101T090000Z\nRRULE:";
const short = (text) => text.replace(/[-:]/g, "").slice(6, 11);
let same = true;
for (const [rule, seen, meant] of [
  ["FREQ=DAILY;BYHOUR=17,9;COUNT=3", "01T17 01T09 02T17", "01T09 01T17 02T09"],
  ["FREQ=DAILY;BYHOUR=17,9;BYSETPOS=1;COUNT=2", "01T17 02T17", "01T09 02T09"],
  ["FREQ=DAILY;BYHOUR=17,9;UNTIL=20270102T120000Z", "01T17 01T09", "01T09 01T17 02T09"],
  ["FREQ=DAILY;BYMONTHDAY=2,1;COUNT=2", "01T09 02T09", "01T09 02T09"],
]) {
  const first = rrule.rrulestr(start + rule).all().map((day) => short(day.toISOString())).join(" ");
  const second = new RRuleTemporal({ rruleString: start + rule }).all().map((day) => short(day.toString())).join(" ");
  console.log(`${rule}\n  rrule:          ${first}\n  rrule-temporal: ${second}`);
  same &&= first === seen && second === meant;
}
process.exit(same ? 0 : 1);
EOF_JS
node repeat.mjs
