#!/usr/bin/env bash
# ics 3.12.0 (for JavaScript) puts a backslash before the commas of a title, a place and a description, and none
# before those of a category: of "Home, garden" and "Money" it makes `CATEGORIES:Home, garden,Money`, which is three
# for every reader. The words of an alarm go out as they are as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'ics@3.12.0' 'ical.js@2.2.1' > /dev/null
cat > read.js <<'EOF_JS'
const ICAL = require("ical.js");
const { createEvent } = require("ics");
console.log("ics", JSON.parse(require("fs").readFileSync("node_modules/ics/package.json", "utf8")).version);
const { error, value } = createEvent({
  start: [2035, 1, 31, 10, 0], duration: { hours: 1 }, title: "Roof, at last", location: "Home; garden",
  categories: ["Home, garden", "Money"],
  alarms: [{ action: "display", description: "Ladder; now", trigger: { hours: 1, before: true } }],
});
if (error) throw error;
const lines = value.split("\r\n").filter((line) => /^(SUMMARY|LOCATION|CATEGORIES|DESCRIPTION)/.test(line)).sort();
console.log(lines.join("\n"));
const event = new ICAL.Component(ICAL.parse(value)).getFirstSubcomponent("vevent");
const seen = event.getFirstProperty("categories").getValues();
console.log("ical.js reads", JSON.stringify(seen));
process.exit(
  JSON.stringify([lines, seen]) === JSON.stringify([
    ["CATEGORIES:Home, garden,Money", "DESCRIPTION:Ladder; now", "LOCATION:Home\\; garden", "SUMMARY:Roof\\, at last"],
    ["Home", " garden", "Money"],
  ]) ? 0 : 1,
);
EOF_JS
node read.js
