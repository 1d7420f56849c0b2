#!/usr/bin/env bash
# spacetime 7.15.0 knows the names of days in `.every()`, and gives for every Friday, Wednesday or Monday the weekday
# on which one begins: from Saturday 31 January 2026 all are Saturdays. It asks for the next "friday" as if that
# were a unit of time, gets the same day back, and steps by weeks from there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'spacetime@7.15.0' > /dev/null
cat > read.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const spacetime = require("spacetime");
console.log("spacetime", JSON.parse(readFileSync("node_modules/spacetime/package.json")).version);
const start = spacetime("2026-01-31", "UTC");
let same = true;
for (const day of ["friday", "wednesday", "monday"]) {
  const found = start.every(day, "2026-02-20").map((one) => one.format("{day-short} {iso-short}"));
  console.log(`every ${day} from ${start.format("{day-short} {iso-short}")}: ${found.join(", ")}`);
  same &&= found.length === 3 && found.every((one) => one.toLowerCase().startsWith("sat"));
}
console.log("the next friday by .day():", start.day("friday", true).format("{day-short} {iso-short}"));
process.exit(same ? 0 : 1);
EOF_JS
node read.js
