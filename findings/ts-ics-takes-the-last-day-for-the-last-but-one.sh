#!/usr/bin/env bash
# ts-ics 2.4.6, extendByRecurrenceRule(): BYMONTHDAY=-1, the last day of a month, comes on the last but one, 27
# February or 30 March, and BYYEARDAY=-1 on 30 December; the first one, which is the start, is left out. 1 and 15 are
# right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'ts-ics@2.4.6' 'rrule@2.8.1' > /dev/null
cat > repeat.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import rrule from "rrule";
import { convertIcsRecurrenceRule, extendByRecurrenceRule } from "ts-ics";

for (const name of ["ts-ics", "rrule"])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
const short = (days) => days.map((day) => day.toISOString().slice(0, 16).replace("T09:00", "")).join(" ");
let same = true;
for (const [first, rule, seen, meant] of [
  ["2027-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
    "2027-02-27 2027-03-30 2027-04-29", "2027-01-31 2027-02-28 2027-03-31"],
  ["2027-12-31", "FREQ=YEARLY;BYYEARDAY=-1;COUNT=2", "2028-12-30 2029-12-30", "2027-12-31 2028-12-31"],
  ["2027-01-01", "FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=3",
    "2027-01-01 2027-01-15 2027-02-01", "2027-01-01 2027-01-15 2027-02-01"],
]) {
  const start = new Date(`${first}T09:00:00Z`);
  const read = convertIcsRecurrenceRule(undefined, { value: rule });
  const found = short(extendByRecurrenceRule(read, { start, end: new Date("2040-01-01") }));
  const lines = `DTSTART:${first.replaceAll("-", "")}T090000Z\nRRULE:${rule}`;
  const other = short(rrule.rrulestr(lines).all());
  console.log(`${first} at 9:00, ${rule}\n  ts-ics: ${found}\n  rrule:  ${other}`);
  same &&= found === seen && other === meant;
}
process.exit(same ? 0 : 1);
EOF_JS
TZ=UTC node repeat.mjs
