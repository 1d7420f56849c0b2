#!/usr/bin/env bash
# ts-ics 2.4.6, extendByRecurrenceRule(): the first Monday or the last Friday of a month at 9:00 comes at 0:00, and is
# not found on its first day. With weekdays that have no number it keeps the time.
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
  ["2027-01-04", "FREQ=MONTHLY;BYDAY=1MO;COUNT=3",
    "2027-02-01T00:00 2027-03-01T00:00 2027-04-05T00:00", "2027-01-04 2027-02-01 2027-03-01"],
  ["2027-01-29", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", "2027-02-26T00:00 2027-03-26T00:00", "2027-01-29 2027-02-26"],
  ["2027-01-04", "FREQ=WEEKLY;BYDAY=MO;COUNT=2", "2027-01-04 2027-01-11", "2027-01-04 2027-01-11"],
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
