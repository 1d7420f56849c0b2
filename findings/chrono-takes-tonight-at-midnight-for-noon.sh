#!/usr/bin/env bash
# chrono-node 2.10.3, by which plugins of Obsidian read dates, takes "tonight at midnight" for noon of today, and
# "midnight tonight" and "tonight at 0:00" as well, be it already past noon and forwardDate asked for. "midnight"
# alone is the end of the day, "tonight at 11" is 23:00.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'chrono-node@2.10.3' > /dev/null
cat > read.js <<'EOF_JS'
const chrono = require("chrono-node");
const { readFileSync } = require("fs");
console.log("chrono-node", JSON.parse(readFileSync("node_modules/chrono-node/package.json")).version);
const wanted = {
  midnight: "1.12. 0:00", "tonight at 11": "30.11. 23:00", "tonight at midnight": "30.11. 12:00",
  "midnight tonight": "30.11. 12:00", "tonight at 0:00": "30.11. 12:00",
};
let same = true;
for (const [words, instant] of Object.entries(wanted)) {
  const at = chrono.parseDate(words, new Date(2026, 10, 30, 15), { forwardDate: true });
  const seen = `${at.getDate()}.${at.getMonth() + 1}. ${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`;
  console.log(`on 30.11. at 15:00, ${words}: ${seen}`);
  same &&= seen === instant;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
