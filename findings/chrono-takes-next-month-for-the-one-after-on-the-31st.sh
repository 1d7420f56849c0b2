#!/usr/bin/env bash
# chrono-node 2.10.3 adds months as days of the next month: on 31 January "next month" and "in a month" are 3 March,
# as is "a month before 31 march", and a quarter from then is 1 May. "end of next month" is right, and weeks are.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'chrono-node@2.10.3' > /dev/null
cat > read.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import * as chrono from "chrono-node";

console.log("chrono-node", JSON.parse(readFileSync("node_modules/chrono-node/package.json")).version);
let same = true;
for (const [today, text, seen] of [
  ["2027-01-31", "next month", "2027-03-03"],
  ["2027-01-31", "in a month", "2027-03-03"],
  ["2027-01-31", "in 1 quarter", "2027-05-01"],
  ["2027-01-31", "end of next month", "2027-02-28"],
  ["2027-01-20", "a month before 31 march 2027", "2027-03-03"],
  ["2027-01-20", "6 months after 31 august 2027", "2028-03-02"],
]) {
  const day = chrono.parseDate(text, new Date(`${today}T10:00:00Z`)).toISOString().slice(0, 10);
  console.log(`on ${today}, ${JSON.stringify(text)} is ${day}`);
  same &&= day === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
TZ=UTC node read.mjs
