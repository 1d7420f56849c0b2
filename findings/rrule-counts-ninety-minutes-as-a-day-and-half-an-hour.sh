#!/usr/bin/env bash
# rrule 2.8.1 (for JavaScript) loses count of minutes where a rule is bound to an hour: every 90 minutes, of those at
# 9 o'clock, is 9:00 each day, as 16 times 90 minutes are a day. It gives 9:30 on every second day, which is 24 and a
# half hours after the one before. rrule-rust 3.1.1 does the same, rrule-temporal 2.2.8 does not. All is in UTC.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'rrule@2.8.1' 'rrule-rust@3.1.1' 'rrule-temporal@2.2.8' > /dev/null
cat > repeat.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import rrule from "rrule";
import { RRuleSet } from "rrule-rust";
import { RRuleTemporal } from "rrule-temporal";

for (const name of ["rrule", "rrule-rust", "rrule-temporal"])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
const start = "DTSTART:20270101T090000Z\nRRULE:";
const short = (text) => text.replace(/[-:]/g, "").slice(6, 13);
let same = true;
for (const [rule, lost, meant] of [
  ["FREQ=MINUTELY;INTERVAL=90;BYHOUR=9;COUNT=4", "01T0900 02T0930 03T0900 04T0930", "01T0900 02T0900 03T0900 04T0900"],
  ["FREQ=MINUTELY;INTERVAL=25;BYHOUR=9;COUNT=5", "01T0900 01T0925 01T0950 02T0915 02T0940",
    "01T0900 01T0925 01T0950 02T0910 02T0935"],
]) {
  const first = rrule.rrulestr(start + rule).all().map((day) => short(day.toISOString())).join(" ");
  const second = RRuleSet.fromString(start + rule).all().map((day) => short(day.toString())).join(" ");
  const third = new RRuleTemporal({ rruleString: start + rule }).all().map((day) => short(day.toString())).join(" ");
  console.log(`${rule}\n  rrule:          ${first}\n  rrule-rust:     ${second}\n  rrule-temporal: ${third}`);
  same &&= first === lost && second === lost && third === meant;
}
process.exit(same ? 0 : 1);
EOF_JS
node repeat.mjs
