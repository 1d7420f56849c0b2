#!/usr/bin/env bash
# dayjs 1.11.23 with its plugin objectSupport: set({ date: 31, month: 2 }) from 28 February is 3 March, as it sets the
# day while it is still February; with the month written first it is 31 March. subtract({ months: 1, days: 1 })
# depends on the order as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'dayjs@1.11.23' > /dev/null
cat > set.js <<'EOF_JS'
const dayjs = require("dayjs");
console.log("dayjs", require("dayjs/package.json").version);
dayjs.extend(require("dayjs/plugin/objectSupport"));
let same = true;
for (const [first, verb, parts, seen] of [
  ["2027-02-28", "set", { month: 2, date: 31 }, "2027-03-31"],
  ["2027-02-28", "set", { date: 31, month: 2 }, "2027-03-03"],
  ["2027-03-31", "subtract", { months: 1, days: 1 }, "2027-02-27"],
  ["2027-03-31", "subtract", { days: 1, months: 1 }, "2027-02-28"],
]) {
  const day = dayjs(first)[verb](parts).format("YYYY-MM-DD");
  console.log(`${first} ${verb} ${JSON.stringify(parts)}: ${day}`);
  same &&= day === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
TZ=UTC node set.js
