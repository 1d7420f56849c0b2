#!/usr/bin/env bash
# convert-units 2.3.4: toBest() is to find the unit that reads best, as an hour and a half for 90 minutes. For minus
# 90 minutes it is minus 5,400,000,000,000 nanoseconds, and for minus 1,500 metres millimetres: it looks for the least
# number that is 1 or more, and none below zero is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'convert-units@2.3.4' > /dev/null
cat > read.js <<'EOF_JS'
const convert = require("convert-units");
console.log("convert-units", require("convert-units/package.json").version);
const wanted = [
  [90, "min", 1.5, "h"], [-90, "min", -5400000000000, "ns"], [1500, "m", 1.5, "km"], [-1500, "m", -1500000, "mm"],
];
let same = true;
for (const [value, unit, best, bestUnit] of wanted) {
  const seen = convert(value).from(unit).toBest();
  console.log(`${value} ${unit}: ${seen.val} ${seen.unit}`);
  same &&= seen.val === best && seen.unit === bestUnit;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
