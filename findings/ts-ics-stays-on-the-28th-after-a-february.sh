#!/usr/bin/env bash
# ts-ics 2.4.6, extendByRecurrenceRule(): a monthly rule from 31 January comes on 28 February, and from then on each
# 28th; a yearly one from 29 February on 28 February, and so in leap years too. iCalendar leaves out days that are
# none, and rrule 2.8.1 does.
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
  ["2027-01-31", "FREQ=MONTHLY;COUNT=4",
    "2027-01-31 2027-02-28 2027-03-28 2027-04-28", "2027-01-31 2027-03-31 2027-05-31 2027-07-31"],
  ["2027-01-30", "FREQ=MONTHLY;COUNT=3", "2027-01-30 2027-02-28 2027-03-28", "2027-01-30 2027-03-30 2027-04-30"],
  ["2028-02-29", "FREQ=YEARLY;COUNT=5", "2028-02-29 2029-02-28 2030-02-28 2031-02-28 2032-02-28",
    "2028-02-29 2032-02-29 2036-02-29 2040-02-29 2044-02-29"],
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
