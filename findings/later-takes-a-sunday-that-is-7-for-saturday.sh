#!/usr/bin/env bash
# @breejs/later 4.2.0 adds one to a day of the week of cron and cuts the sum to its last day: `7`, which cron takes for
# Sunday as it does `0`, is Saturday. `1-7` leaves out each Sunday, `6,7` too, and `7L` is the last Saturday.
# cron-parser has the Sundays.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . '@breejs/later@4.2.0' 'cron-parser@5.10.5' > /dev/null
cat > read.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const later = require("@breejs/later");
const { CronExpressionParser } = require("cron-parser");
for (const name of ["@breejs/later", "cron-parser"])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
later.date.UTC();
const from = new Date("2026-11-01T12:00:00Z");
const days = (dates) => dates.map((date) => date.toISOString().slice(5, 10)).join(" ");
let same = true;
for (const [text, seen, meant] of [
  ["0 9 * * 0", "11-08 11-15 11-22", "11-08 11-15 11-22"],
  ["0 9 * * 7", "11-07 11-14 11-21", "11-08 11-15 11-22"],
  ["0 9 * * 6,7", "11-07 11-14 11-21", "11-07 11-08 11-14"],
  ["0 9 * * 7L", "11-28 12-26 01-30", "11-29 12-27 01-31"],
]) {
  const found = days(later.schedule(later.parse.cron(text)).next(3, from));
  const parser = CronExpressionParser.parse(text, { currentDate: from, tz: "UTC" });
  const other = days(parser.take(3).map((one) => one.toDate()));
  console.log(`${text}: ${found}; cron-parser: ${other}`);
  same &&= found === seen && other === meant;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
