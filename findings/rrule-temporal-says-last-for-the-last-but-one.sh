#!/usr/bin/env bash
# rrule-temporal 2.2.8 says the same of a rule for the last day of a month, the last but one, and the seventh from the
# end: toText() drops the number of what counts from the end. So it is with Fridays and days of the year; and working
# days every two weeks are "every 2 weeks", without the days. The days that it finds are the right ones.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'rrule-temporal@2.2.8' > /dev/null
cat > say.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import { RRuleTemporal } from "rrule-temporal";
import { toText } from "rrule-temporal/totext";

console.log("rrule-temporal", JSON.parse(readFileSync("node_modules/rrule-temporal/package.json")).version);
let same = true;
for (const [rule, first, text] of [
  ["FREQ=MONTHLY;BYMONTHDAY=-1", "2027-01-31", "every month on the last day of the month at 9 AM UTC"],
  ["FREQ=MONTHLY;BYMONTHDAY=-2", "2027-01-30", "every month on the last day of the month at 9 AM UTC"],
  ["FREQ=MONTHLY;BYMONTHDAY=-7", "2027-01-25", "every month on the last day of the month at 9 AM UTC"],
  ["FREQ=MONTHLY;BYDAY=-2FR", "2027-01-22", "every month on last Friday at 9 AM UTC"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR", "2027-01-01", "every 2 weeks at 9 AM UTC"],
]) {
  const one = new RRuleTemporal({ rruleString: `DTSTART:20270101T090000Z\nRRULE:${rule}` });
  const day = one.all((_, index) => index < 1)[0].toPlainDate().toString();
  console.log(`${rule}, first on ${day}: ${toText(one, "en")}`);
  same &&= day === first && toText(one, "en") === text;
}
process.exit(same ? 0 : 1);
EOF_JS
node say.mjs
