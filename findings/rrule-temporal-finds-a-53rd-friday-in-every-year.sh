#!/usr/bin/env bash
# rrule-temporal 2.2.8 counts weekdays of a year on into the next: FREQ=YEARLY;BYDAY=53FR, which most years have not,
# comes each year, on 5 January in 2029 and on 4 January in 2030, and -53MO comes on 27 December of the year before.
# Months it keeps to: BYDAY=5FR leaves out those with four. rrule 2.8.1 gives what is meant.
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
let same = true;
for (const [rule, seen, meant] of [
  ["FREQ=YEARLY;BYDAY=53FR;COUNT=3", "2027-12-31 2029-01-05 2030-01-04", "2027-12-31 2032-12-31 2038-12-31"],
  ["FREQ=YEARLY;BYDAY=-53MO;COUNT=3", "2027-12-27 2029-01-01 2029-12-31", "2029-01-01 2035-01-01 2040-01-02"],
  ["FREQ=MONTHLY;BYDAY=5FR;COUNT=3", "2027-01-29 2027-04-30 2027-07-30", "2027-01-29 2027-04-30 2027-07-30"],
]) {
  const days = new RRuleTemporal({ rruleString: start + rule }).all();
  const first = days.map((day) => day.toPlainDate().toString()).join(" ");
  const second = rrule.rrulestr(start + rule).all().map((day) => day.toISOString().slice(0, 10)).join(" ");
  console.log(`${rule}\n  rrule-temporal: ${first}\n  rrule:          ${second}`);
  same &&= first === seen && second === meant;
}
process.exit(same ? 0 : 1);
EOF_JS
node repeat.mjs
