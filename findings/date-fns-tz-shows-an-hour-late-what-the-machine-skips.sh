#!/usr/bin/env bash
# date-fns-tz 3.2.0 shows a time of another zone by way of the machine's own clock: where that one skips an hour in
# spring, formatInTimeZone shows what lies in it an hour late. On a machine in Berlin 02:30 of 29 March 2026 is shown
# as 03:30, in UTC and in New York, where it is what the clocks say.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'date-fns-tz@3.2.0' 'date-fns@4.4.0' > /dev/null
cat > show.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
process.env.TZ = "Europe/Berlin";
const { formatInTimeZone } = require("date-fns-tz");
console.log("date-fns-tz", JSON.parse(readFileSync("node_modules/date-fns-tz/package.json")).version);
let same = true;
for (const [instant, zone, seen] of [
  ["2026-03-29T01:30:00Z", "UTC", "2026-03-29 01:30"],
  ["2026-03-29T02:30:00Z", "UTC", "2026-03-29 03:30"],
  ["2026-03-29T06:30:00Z", "America/New_York", "2026-03-29 03:30"],
]) {
  const found = formatInTimeZone(new Date(instant), zone, "yyyy-MM-dd HH:mm");
  const meant = new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  console.log(`${instant} in ${zone}: ${found}; Intl: ${meant.format(new Date(instant))}`);
  same &&= found === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node show.js
