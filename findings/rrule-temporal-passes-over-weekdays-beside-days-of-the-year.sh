#!/usr/bin/env bash
# rrule-temporal 2.2.8 takes all the days of BYYEARDAY, whatever BYDAY or BYMONTHDAY says beside it: the Monday among
# the first seven days of the year (BYYEARDAY=1,2,3,4,5,6,7;BYDAY=MO) is each of the seven. BYMONTH narrows them, as
# all of these should. rrule 2.8.1 gives what is meant.
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
  ["FREQ=YEARLY;BYYEARDAY=1,2,3,4,5,6,7;BYDAY=MO;COUNT=3",
    "2027-01-01 2027-01-02 2027-01-03", "2027-01-04 2028-01-03 2029-01-01"],
  ["FREQ=YEARLY;BYYEARDAY=100;BYMONTHDAY=10;COUNT=3",
    "2027-04-10 2028-04-09 2029-04-10", "2027-04-10 2029-04-10 2030-04-10"],
  ["FREQ=YEARLY;BYYEARDAY=31,32;BYMONTH=2;COUNT=3",
    "2027-02-01 2028-02-01 2029-02-01", "2027-02-01 2028-02-01 2029-02-01"],
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
