#!/usr/bin/env bash
# luxon 3.7.2, toRelativeCalendar(): tomorrow is "tomorrow", but on 31 January it is "next month" and on 31 December
# "next year", and so was yesterday "last year" on 1 January. It takes the largest unit whose number changes, however
# near the day is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'luxon@3.7.2' > /dev/null
cat > say.js <<'EOF_JS'
const { DateTime, VERSION } = require("luxon");
console.log("luxon", VERSION);
const utc = { zone: "utc", locale: "en" };
let same = true;
for (const [today, day, said] of [
  ["2027-01-20", "2027-01-21", "tomorrow"],
  ["2027-01-31", "2027-02-01", "next month"],
  ["2026-12-31", "2027-01-01", "next year"],
  ["2027-01-01", "2026-12-31", "last year"],
  ["2026-12-31", "2027-12-31", "next year"],
]) {
  const seen = DateTime.fromISO(day, utc).toRelativeCalendar({ base: DateTime.fromISO(today, utc) });
  console.log(`on ${today}, ${day} is ${seen}`);
  same &&= seen === said;
}
process.exit(same ? 0 : 1);
EOF_JS
node say.js
