#!/usr/bin/env bash
# luxon 3.7.2, normalize(): two and a half hours and 30 minutes come out as 2 hours and 60 minutes, a day and a half
# less 12 hours as 24 hours and no day. It carries hours first and hands the fraction down afterwards; what comes out
# has to be normalized again to be 3 hours, or a day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'luxon@3.7.2' > /dev/null
cat > carry.js <<'EOF_JS'
const { Duration, VERSION } = require("luxon");
console.log("luxon", VERSION);
let same = true;
for (const [span, once, twice] of [
  [{ hours: 2, minutes: 60 }, "PT3H", "PT3H"],
  [{ hours: 2.5, minutes: 30 }, "PT2H60M", "PT3H"],
  [{ hours: 2.75, minutes: -15 }, "PT1H90M", "PT2H30M"],
  [{ days: 1.5, hours: -12 }, "PT24H", "P1D"],
]) {
  const first = Duration.fromObject(span).normalize();
  console.log(`${JSON.stringify(span)}: ${first.toISO()}, again: ${first.normalize().toISO()}`);
  same &&= first.toISO() === once && first.normalize().toISO() === twice;
}
process.exit(same ? 0 : 1);
EOF_JS
node carry.js
