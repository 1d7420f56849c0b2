#!/usr/bin/env bash
# rrule 2.8.1 (for JavaScript) has a toText(), and an isFullyConvertibleToText() that says whether the text holds all
# of a rule. It says yes to BYSETPOS, which the text leaves out: the last working day of each month is "every month on
# weekdays", all 21 of January 2027 when it is read again. Minutes are left out as well: 9:30 is "at 9".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'rrule@2.8.1' > /dev/null
cat > say.js <<'EOF_JS'
const { rrulestr, RRule } = require("rrule");
console.log("rrule", require("rrule/package.json").version);
let same = true;
for (const [rule, said] of [
  ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every month on weekdays"],
  ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "every month on weekdays"],
  ["FREQ=DAILY;BYHOUR=9;BYMINUTE=30", "every day at 9"],
]) {
  const one = rrulestr(rule);
  console.log(`${rule}: ${one.toText()} (all of it: ${one.isFullyConvertibleToText()})`);
  same &&= one.toText() === said && one.isFullyConvertibleToText();
}
const january = [new Date("2027-01-01"), new Date("2027-01-31T23:59Z")];
const days = (rule) => rrulestr(`DTSTART:20270101T090000Z\n${rule}`).between(...january, true).length;
const rule = "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1";
const again = RRule.fromText(rrulestr(rule).toText()).toString();
console.log(`days of January: ${days(rule)}; of its text read again: ${days(again)}`);
process.exit(same && days(rule) === 1 && days(again) === 21 ? 0 : 1);
EOF_JS
node say.js
