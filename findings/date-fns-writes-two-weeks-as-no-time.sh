#!/usr/bin/env bash
# date-fns 4.4.0 has weeks in its durations and passes over them where it writes one as ISO 8601: two weeks come out
# as `P0Y0M0DT0H0M0S`, a week and a day as one day. Its own formatDuration, add and milliseconds count them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'date-fns@4.4.0' > /dev/null
cat > read.js <<'EOF_JS'
const { add, formatDuration, formatISO, formatISODuration, milliseconds } = require("date-fns");
console.log("date-fns", require("date-fns/package.json").version);
let same = true;
for (const [span, seen] of [
  [{ weeks: 2 }, "P0Y0M0DT0H0M0S"],
  [{ weeks: 1, days: 1 }, "P0Y0M1DT0H0M0S"],
]) {
  const then = formatISO(add(new Date(2026, 10, 1), span), { representation: "date" });
  const days = milliseconds(span) / 86400000;
  const written = formatISODuration(span);
  console.log(`${formatDuration(span)}: ${days} days, from 2026-11-01 to ${then}, written ${written}`);
  same &&= written === seen && days > 7;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
