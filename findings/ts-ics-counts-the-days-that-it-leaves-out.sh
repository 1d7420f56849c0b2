#!/usr/bin/env bash
# ts-ics 2.4.6, extendByRecurrenceRule(): COUNT ends a daily rule after as many days, and weekdays are chosen from
# those: FREQ=DAILY;BYDAY=MO,TU;COUNT=4 from a Tuesday is one day, and the working days of a week, COUNT=5 from a
# Friday, are three.
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
  ["2027-01-05", "FREQ=DAILY;BYDAY=MO,TU;COUNT=4", "2027-01-05", "2027-01-05 2027-01-11 2027-01-12 2027-01-18"],
  ["2027-01-08", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=5", "2027-01-08 2027-01-11 2027-01-12",
    "2027-01-08 2027-01-11 2027-01-12 2027-01-13 2027-01-14"],
  ["2027-01-08", "FREQ=WEEKLY;BYDAY=MO,FR;COUNT=3",
    "2027-01-08 2027-01-11 2027-01-15", "2027-01-08 2027-01-11 2027-01-15"],
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
