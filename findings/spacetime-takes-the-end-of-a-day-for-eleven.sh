#!/usr/bin/env bash
# spacetime 7.15.0 reads 24:00, by which ISO 8601 writes the end of a day, as 23:00 of that day, also in `.time()`:
# what is due then is an hour early. The minutes are kept as they are. JavaScript's own Date gives 0:00 of the next day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'spacetime@7.15.0' > /dev/null
cat > read.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const spacetime = require("spacetime");
console.log("spacetime", JSON.parse(readFileSync("node_modules/spacetime/package.json")).version);
const text = "2026-11-30T24:00:00";
const read = spacetime(text, "UTC").iso();
const set = spacetime("2026-11-30", "UTC").time("24:00").iso();
console.log(`${text}Z as JavaScript has it: ${new Date(text + "Z").toISOString()}`);
console.log(`${text} as spacetime has it: ${read}; time("24:00"): ${set}`);
process.exit(read === "2026-11-30T23:00:00.000Z" && set === read ? 0 : 1);
EOF_JS
node read.js
