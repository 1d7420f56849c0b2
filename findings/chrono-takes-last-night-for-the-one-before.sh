#!/usr/bin/env bash
# chrono-node 2.10.3: "last night" is midnight of the day, and from seven in the morning on of the day before: on
# Tuesday at 10 it is Monday at 0:00, in the night before the last one. At six it is still Tuesday at 0:00. "yesterday
# evening" is right.
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
for (const [now, text, seen] of [
  ["2026-12-01T06:00", "last night", "2026-12-01T00:00"],
  ["2026-12-01T10:00", "last night", "2026-11-30T00:00"],
  ["2026-12-01T23:00", "last night", "2026-11-30T00:00"],
  ["2026-12-01T10:00", "yesterday evening", "2026-11-30T20:00"],
  ["2026-12-01T10:00", "tonight", "2026-12-01T22:00"],
]) {
  const time = chrono.parseDate(text, new Date(`${now}Z`)).toISOString().slice(0, 16);
  console.log(`at ${now}, ${JSON.stringify(text)} is ${time}`);
  same &&= time === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
TZ=UTC node read.mjs
