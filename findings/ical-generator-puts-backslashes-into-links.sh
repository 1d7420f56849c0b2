#!/usr/bin/env bash
# ical-generator 11.1.2 puts a backslash before each comma and semicolon of a URL, as RFC 5545 has it for text and not
# for addresses: `?at=48.85,2.35` becomes `?at=48.85\,2.35`, and ical.js 2.2.1, which reads a URL as it stands, opens
# another page. With none of them in it the address stays.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'ical-generator@11.1.2' 'ical.js@2.2.1' > /dev/null
cat > read.js <<'EOF_JS'
const ICAL = require("ical.js");
const ical = require("ical-generator").default;
const { version } = JSON.parse(require("fs").readFileSync("node_modules/ical-generator/package.json", "utf8"));
console.log("ical-generator", version);
const wanted = {
  "https://example.org/map?zoom=9": "https://example.org/map?zoom=9",
  "https://example.org/map?at=48.85,2.35;zoom=9": "https://example.org/map?at=48.85\\,2.35\\;zoom=9",
};
let same = true;
for (const [url, seen] of Object.entries(wanted)) {
  const text = ical({ events: [{ start: new Date(Date.UTC(2035, 0, 31, 10)), summary: "Roof", url }] }).toString();
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent");
  console.log(`${url}: written ${text.split("\r\n").find((line) => line.startsWith("URL"))}`);
  console.log(`read by ical.js: ${event.getFirstPropertyValue("url")}`);
  same &&= event.getFirstPropertyValue("url") === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
