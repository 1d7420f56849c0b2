#!/usr/bin/env bash
# JSONata 2.2.2 parts the offset -0330 of Newfoundland without minding its sign. $fromMillis, told to show midnight in
# UTC there, says 19:30-04:30 for 20:30-03:30; $toMillis reads 20:30-03:30 as 23:00 in UTC, as if it were -02:30. Whole
# hours and half hours east are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'jsonata@2.2.2' > /dev/null
cat > show.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import jsonata from "jsonata";
console.log("jsonata", JSON.parse(readFileSync("node_modules/jsonata/package.json")).version);
const midnight = Date.UTC(2026, 0, 1);
let same = true;
for (const [offset, seen] of [
  ["-0330", "19:30-04:30"],
  ["-0930", "13:30-10:30"],
  ["-0500", "19:00-05:00"],
  ["+0530", "05:30+05:30"],
]) {
  const shown = await jsonata(`$fromMillis(${midnight}, "[H01]:[m01][Z]", "${offset}")`).evaluate({});
  console.log(`midnight in UTC at ${offset}: ${shown}`);
  same &&= shown === seen;
}
const read = await jsonata('$toMillis("2025-12-31 20:30-03:30", "[Y]-[M]-[D] [H]:[m][Z]")').evaluate({});
console.log("20:30-03:30 is read as", new Date(read).toISOString());
process.exit(same && read === midnight - 3600000 ? 0 : 1);
EOF_JS
node show.mjs
