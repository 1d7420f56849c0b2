#!/usr/bin/env bash
# cron-schedule 6.0.0 reads the number with which a field begins and says nothing of the rest: `5L`, the last Friday of
# a month, and `5#2`, the second one, are each Friday, and `15W` the 15th also where that is a Sunday.
# Where it has no number to begin with, as in `L`, it refuses. cron-parser runs the first two as they are meant.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'cron-schedule@6.0.0' 'cron-parser@5.10.5' > /dev/null
cat > read.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const { parseCronExpression } = require("cron-schedule");
const { CronExpressionParser } = require("cron-parser");
for (const name of ["cron-schedule", "cron-parser"])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
process.env.TZ = "UTC";
const from = new Date("2026-11-01T12:00:00Z");
const day = (date) => date.toISOString().slice(0, 10);
let same = true;
for (const [text, seen] of [
  ["0 9 * * 5L", "2026-11-06 2026-11-13 2026-11-20"],
  ["0 9 * * 5#2", "2026-11-06 2026-11-13 2026-11-20"],
  ["0 9 15W * *", "2026-11-15 2026-12-15 2027-01-15"],
]) {
  const found = parseCronExpression(text).getNextDates(3, from).map(day).join(" ");
  let other;
  try {
    other = CronExpressionParser.parse(text, { currentDate: from, tz: "UTC" }).take(3).map((one) => day(one.toDate()));
  } catch (error) {
    other = [error.message];
  }
  console.log(`${text}: ${found}; cron-parser: ${other.join(" ")}`);
  same &&= found === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
