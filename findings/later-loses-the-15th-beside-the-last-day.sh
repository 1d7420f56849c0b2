#!/usr/bin/env bash
# @breejs/later 4.2.0 keeps the last day of a month as day 0, before all others, and passes over what stands beside it:
# `15,L` never runs on the 15th, of which it says all the same that it fits, and `31,L` runs on the 31st only.
# cron-parser has the days of both.
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
  ["0 9 15,L * *", "11-30 12-31 01-31 02-28", "11-15 11-30 12-15 12-31"],
  ["0 9 31,L * *", "12-31 01-31 03-31 05-31", "11-30 12-31 01-31 02-28"],
]) {
  const found = days(later.schedule(later.parse.cron(text)).next(4, from));
  const parser = CronExpressionParser.parse(text, { currentDate: from, tz: "UTC" });
  const other = days(parser.take(4).map((one) => one.toDate()));
  console.log(`${text}: ${found}; cron-parser: ${other}`);
  same &&= found === seen && other === meant;
}
const fits = later.schedule(later.parse.cron("0 9 15,L * *")).isValid(new Date("2026-11-15T09:00:00Z"));
console.log(`does the 15th fit 15,L: ${fits}`);
process.exit(same && fits ? 0 : 1);
EOF_JS
node read.js
