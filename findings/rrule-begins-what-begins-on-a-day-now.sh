#!/usr/bin/env bash
# rrule 2.8.1 (for JavaScript) passes over `DTSTART;VALUE=DATE:20350131`, which is how iCalendar writes a first
# day: rrulestr() gives a rule that begins on the day and at the second at which it is asked, and says nothing.
# It reads the same day without VALUE=DATE, which iCalendar wants there, and an EXDATE with it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'rrule@2.8.1' > /dev/null
cat > read.js <<'EOF_JS'
const { rrulestr } = require("rrule");
console.log("rrule", require("rrule/package.json").version);
const days = (...lines) => rrulestr(lines.join("\n")).all().map((day) => day.toISOString().slice(0, 10));
const rule = "RRULE:FREQ=MONTHLY;COUNT=2";
const kind = days("DTSTART;VALUE=DATE:20350131", rule);
const bare = days("DTSTART:20350131", rule);
const today = new Date().toISOString().slice(0, 10);
console.log("with VALUE=DATE:", kind.join(", "));
console.log("without:", bare.join(", "));
const without = days("DTSTART:20350131", rule, "EXDATE;VALUE=DATE:20350331");
console.log("without 31 March, as EXDATE;VALUE=DATE:", without.join(", "));
const as = (one) => JSON.stringify(one);
process.exit(
  kind[0] === today && as(bare) === as(["2035-01-31", "2035-03-31"]) && as(without) === as(["2035-01-31"]) ? 0 : 1,
);
EOF_JS
node read.js
