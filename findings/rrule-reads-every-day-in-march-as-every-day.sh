#!/usr/bin/env bash
# rrule 2.8.1 (for JavaScript) reads rules from English, and passes over what it does not look for where it stands,
# words it writes itself among them: "every day in March" and "every 3 days on the 1st" are what toText() says of two
# rules, and fromText() makes every day and every 3 days of them; "every year on January 5th" is a rule for the month
# alone, and 17:30 is 17. Other words that it does not know it refuses.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'rrule@2.8.1' > /dev/null
cat > read.js <<'EOF_JS'
const { RRule } = require("rrule");
console.log("rrule", require("rrule/package.json").version);
const read = (text) => RRule.fromText(text).toString().slice("RRULE:".length);
let same = true;
for (const [rule, text, back] of [
  ["FREQ=DAILY;BYMONTH=3", "every day in March", "FREQ=DAILY"],
  ["FREQ=DAILY;INTERVAL=3;BYMONTHDAY=1", "every 3 days on the 1st", "INTERVAL=3;FREQ=DAILY"],
]) {
  const said = RRule.fromString(rule).toText();
  console.log(`${rule} says ${JSON.stringify(said)}, which reads as ${read(said)}`);
  same &&= said === text && read(said) === back;
}
for (const [text, back] of [
  ["every year on January 5th", "FREQ=YEARLY;BYMONTH=1"],
  ["every day at 17:30", "FREQ=DAILY;BYHOUR=17"],
]) {
  console.log(`${JSON.stringify(text)} reads as ${read(text)}`);
  same &&= read(text) === back;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
