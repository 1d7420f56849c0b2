#!/usr/bin/env bash
# node-ical 0.26.1 splits `CATEGORIES:Home\, garden,Money` at each comma, also at the one that the backslash makes a
# part of the name, and leaves the backslash there: three categories, the first of them `Home\`. And what stands as
# `C:\\notes`, a backslash and an n, it reads as a backslash and a new line.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'node-ical@0.26.1' > /dev/null
cat > read.js <<'EOF_JS'
const ical = require("node-ical");
console.log("node-ical", require("node-ical/package.json").version);
const lines = [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//tasks//EN", "BEGIN:VTODO", "UID:roof@example.org",
  "DTSTAMP:20261101T100000Z", "SUMMARY:Mend the roof\\, at last", "CATEGORIES:Home\\, garden,Money",
  "DESCRIPTION:C:\\\\notes", "END:VTODO", "END:VCALENDAR", "",
];
const { summary, categories, description } = ical.sync.parseICS(lines.join("\r\n"))["roof@example.org"];
console.log(lines.slice(6, 9).join("\n"));
console.log(JSON.stringify({ summary, categories, description }));
process.exit(
  JSON.stringify([summary, categories, description]) === JSON.stringify([
    "Mend the roof, at last", ["Home\\", "garden", "Money"], "C:\\\notes",
  ]) ? 0 : 1,
);
EOF_JS
node read.js
