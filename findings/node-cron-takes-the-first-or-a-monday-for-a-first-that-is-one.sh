#!/usr/bin/env bash
# node-cron 4.6.0: where a day of the month and a day of the week are given, both must be: `0 9 1 * 1` is nine o'clock on
# the first only if that is a Monday, one to three times a year. For cron, and for cron-parser 5.10.6 and croner 11.0.1, it is
# every first and every Monday, and cronstrue 3.39.0 says in words: on day 1 of the month, and on Monday.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'node-cron@4.6.0' 'cron-parser@5.10.6' 'croner@11.0.1' 'cronstrue@3.39.0' > /dev/null
cat > shown.js <<'EOF_JS'
const cron = require("node-cron");
const { CronExpressionParser } = require("cron-parser");
const { Cron } = require("croner");
const cronstrue = require("cronstrue");
for (const name of ["node-cron", "cron-parser", "croner", "cronstrue"]) {
  const { dependencies } = require(`${process.cwd()}/package.json`);
  console.log(name, dependencies[name].slice(1));
}
const text = "0 9 1 * 1";
const from = new Date();
const task = cron.createTask(text, () => {}, { timezone: "UTC" });
const times = CronExpressionParser.parse(text, { currentDate: from, tz: "UTC" });
const both = (day) => day.getUTCDate() === 1 && day.getUTCDay() === 1;
const either = (day) => day.getUTCDate() === 1 || day.getUTCDay() === 1;
const found = {
  "node-cron": task.getNextRuns(8),
  "cron-parser": Array.from({ length: 8 }, () => times.next().toDate()),
  croner: new Cron(text, { timezone: "UTC" }).nextRuns(8, from),
};
for (const [name, days] of Object.entries(found)) {
  console.log(`${name}: ${days.filter(both).length} of ${days.length} are a first and a Monday`);
}
console.log(`cronstrue: ${cronstrue.toString(text)}`);
const same =
  cron.validate(text) &&
  found["node-cron"].length === 8 &&
  found["node-cron"].every(both) &&
  [found["cron-parser"], found.croner].every((days) => days.every(either) && !days.every(both)) &&
  cronstrue.toString(text).endsWith("on day 1 of the month, and on Monday");
process.exit(same ? 0 : 1);
EOF_JS
node shown.js
