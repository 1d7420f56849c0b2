#!/usr/bin/env bash
# chrono-node 2.10.3 with forwardDate, which is for days that could be before or after today: "last friday" and
# "friday last week" become the next Friday. "last week" and "yesterday" stay in the past.
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
const tuesday = new Date("2026-12-01T09:00:00Z");
for (const [text, seen, forward] of [
  ["friday", "2026-12-04", "2026-12-04"],
  ["last friday", "2026-11-27", "2026-12-04"],
  ["past friday", "2026-11-27", "2026-12-04"],
  ["friday last week", "2026-11-27", "2026-12-04"],
  ["last tuesday", "2026-11-24", "2026-12-08"],
  ["last week", "2026-11-24", "2026-11-24"],
  ["yesterday", "2026-11-30", "2026-11-30"],
]) {
  const days = [{}, { forwardDate: true }].map((options) => chrono.parseDate(text, tuesday, options));
  const [first, second] = days.map((day) => day.toISOString().slice(0, 10));
  console.log(`${JSON.stringify(text)} on 2026-12-01: ${first}, with forwardDate ${second}`);
  same &&= first === seen && second === forward;
}
process.exit(same ? 0 : 1);
EOF_JS
TZ=UTC node read.mjs
