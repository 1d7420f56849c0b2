#!/usr/bin/env bash
# Day.js 1.11.23 (duration) writes a span below zero as `-PT1H30M` and reads that text as an hour and a half ahead: it
# passes over the sign before the P, that it wrote itself. Signs within, as in `PT-90M`, it reads.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'dayjs@1.11.23' > /dev/null
cat > read.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const dayjs = require("dayjs");
dayjs.extend(require("dayjs/plugin/duration"));
console.log("dayjs", JSON.parse(readFileSync("node_modules/dayjs/package.json")).version);
let same = true;
for (const [minutes, text, seen] of [
  [90, "PT1H30M", 90],
  [-90, "-PT1H30M", 90],
  [-1440, "-P1D", 1440],
]) {
  const written = dayjs.duration(minutes, "minutes").toISOString();
  const read = dayjs.duration(written).asMinutes();
  console.log(`${minutes} minutes: written ${written}, read again ${read}`);
  same &&= written === text && read === seen;
}
const within = dayjs.duration("PT-90M").asMinutes();
console.log(`PT-90M: ${within}`);
process.exit(same && within === -90 ? 0 : 1);
EOF_JS
node read.js
