#!/usr/bin/env bash
# rrule-rust 3.1.1 moves what falls into the hour that the clocks skip to the hour after it, and gives what comes
# there by itself as well: an hourly rule of half past is at 3:30 twice on 28 March 2027 in Berlin, two days of the
# same instant, and COUNT counts both; every 30 minutes goes from 3:30 back to 3:00. iCalendar leaves out times that
# are none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'rrule-rust@3.1.1' > /dev/null
cat > repeat.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import { RRuleSet } from "rrule-rust";

console.log("rrule-rust", JSON.parse(readFileSync("node_modules/rrule-rust/package.json")).version);
let same = true;
for (const [rule, seen] of [
  ["FREQ=HOURLY;COUNT=4", "00:30Z 01:30Z 01:30Z 02:30Z"],
  ["FREQ=MINUTELY;INTERVAL=30;COUNT=6", "00:30Z 01:00Z 01:30Z 01:00Z 01:30Z 02:00Z"],
  ["FREQ=DAILY;BYHOUR=2,3;BYMINUTE=30;COUNT=2", "01:30Z 01:30Z"],
]) {
  const set = RRuleSet.fromString(`DTSTART;TZID=Europe/Berlin:20270328T013000\nRRULE:${rule}`);
  const instants = set.all().map((one) => new Date(one.toTimestamp()).toISOString().slice(11, 16) + "Z");
  const local = set.all().map((one) => one.toString().slice(9, 13));
  console.log(`${rule}: ${local.join(" ")}, in UTC ${instants.join(" ")}`);
  same &&= instants.join(" ") === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node repeat.mjs
