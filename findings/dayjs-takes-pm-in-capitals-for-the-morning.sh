#!/usr/bin/env bash
# Day.js 1.11.23 (customParseFormat) reads "10:30 PM" by the format `h:mm a` as half past ten in the morning, and
# "10:30 pm" by `h:mm A` too: letters of the other case are neither half of the day, and it says nothing of it.
# A month in any case is read rightly, and Luxon takes either "PM".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'dayjs@1.11.23' 'luxon@3.7.2' > /dev/null
cat > read.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const dayjs = require("dayjs");
dayjs.extend(require("dayjs/plugin/customParseFormat"));
const { DateTime } = require("luxon");
for (const name of ["dayjs", "luxon"])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
let same = true;
for (const [text, format, seen] of [
  ["10:30 pm", "h:mm a", "22:30"],
  ["10:30 PM", "h:mm a", "10:30"],
  ["10:30 PM", "h:mm A", "22:30"],
  ["10:30 pm", "h:mm A", "10:30"],
]) {
  const read = dayjs(text, format);
  const found = read.isValid() ? read.format("HH:mm") : "refused";
  const other = DateTime.fromFormat(text, "h:mm a").toFormat("HH:mm");
  console.log(`${text} as ${format}: ${found}; Luxon: ${other}`);
  same &&= found === seen && other === "22:30";
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
