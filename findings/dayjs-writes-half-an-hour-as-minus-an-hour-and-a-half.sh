#!/usr/bin/env bash
# Day.js 1.11.23 (duration) puts one sign before a span of which any part is below zero, and leaves the parts' own away:
# an hour less 30 minutes, which it counts as 30 minutes, is written `-PT1H30M`, and two days less 3 hours `-P2DT3H`.
# JSON.stringify writes the same. Luxon keeps each sign.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'dayjs@1.11.23' 'luxon@3.7.2' > /dev/null
cat > write.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const dayjs = require("dayjs");
dayjs.extend(require("dayjs/plugin/duration"));
const { Duration } = require("luxon");
for (const name of ["dayjs", "luxon"])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
let same = true;
for (const [parts, minutes, seen, meant] of [
  [{ hours: 1, minutes: -30 }, 30, "-PT1H30M", "PT1H-30M"],
  [{ days: 2, hours: -3 }, 45 * 60, "-P2DT3H", "P2DT-3H"],
]) {
  const span = dayjs.duration(parts);
  const other = Duration.fromObject(parts).toISO();
  console.log(`${JSON.stringify(parts)}: ${span.asMinutes()} minutes, ${span.toISOString()}; Luxon: ${other}`);
  same &&= span.asMinutes() === minutes && span.toISOString() === seen && other === meant;
}
process.exit(same ? 0 : 1);
EOF_JS
node write.js
