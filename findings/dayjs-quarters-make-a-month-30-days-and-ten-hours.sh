#!/usr/bin/env bash
# Day.js 1.11.23 adds a duration of a month by the calendar, until its plugin for quarters of a year is loaded too:
# that one makes a number of whatever is added, and of a duration that is its milliseconds. 31 January and a month
# are then 2 March, ten in the morning. Taking a month away still goes by the calendar.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'dayjs@1.11.23' > /dev/null
cat > add.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
process.env.TZ = "UTC";
const dayjs = require("dayjs");
dayjs.extend(require("dayjs/plugin/duration"));
console.log("dayjs", JSON.parse(readFileSync("node_modules/dayjs/package.json")).version);
const show = (date) => date.format("YYYY-MM-DD HH:mm");
const month = dayjs.duration({ months: 1 });
const both = () => [show(dayjs("2026-01-31").add(month)), show(dayjs("2026-03-31").subtract(month))].join(", ");
const before = both();
dayjs.extend(require("dayjs/plugin/quarterOfYear"));
const after = both();
console.log(`31 January and a month, 31 March less a month: ${before}`);
console.log(`the same, with quarterOfYear: ${after}`);
const same = before === "2026-02-28 00:00, 2026-02-28 00:00" && after === "2026-03-02 10:00, 2026-02-28 00:00";
process.exit(same ? 0 : 1);
EOF_JS
node add.js
