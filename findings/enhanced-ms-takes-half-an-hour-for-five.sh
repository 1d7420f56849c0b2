#!/usr/bin/env bash
# enhanced-ms 5.0.0 reads `0.5h` as half an hour and `.5h`, as many write it and ms reads it, as five hours; of
# `.25 days` it makes 25 days. It looks for the number anywhere in the text and lets the point before it fall.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'enhanced-ms@5.0.0' 'ms@2.1.3' > /dev/null
cat > read.js <<'EOF_JS'
const enhanced = require("enhanced-ms").ms;
const ms = require("ms");
console.log("enhanced-ms", JSON.parse(require("fs").readFileSync("node_modules/enhanced-ms/package.json")).version);
const wanted = { "0.5h": 30, ".5h": 300, ".25 days": 36000, "1.5h": 90 };
let same = true;
for (const [text, minutes] of Object.entries(wanted)) {
  const seen = enhanced(text) / 60000;
  console.log(`${text}: ${seen} minutes, ${ms(text) / 60000} by ms`);
  same &&= seen === minutes;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
