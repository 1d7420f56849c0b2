#!/usr/bin/env bash
# hjson 3.2.2 (for JavaScript) writes a text that begins with a tab, or with blanks and has a quotation mark further
# on, as '''…''' on one line, and takes blanks at the beginning of that away when it reads it: "\t- read" comes back as
# "- read", ` 5" pipe` as `5" pipe`. Blanks without such a mark, and texts of several lines, stay as they are.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'hjson@3.2.2' > /dev/null
cat > write.js <<'EOF_JS'
const Hjson = require("hjson");
console.log("hjson", require("hjson/package.json").version);
let same = true;
for (const [text, seen] of [
  ["\t- read", "- read"],
  [' 5" pipe', '5" pipe'],
  [" 5 pipes", " 5 pipes"],
  ["\t- read\n\t- run", "\t- read\n\t- run"],
]) {
  const written = Hjson.stringify({ note: text });
  const found = Hjson.parse(written).note;
  console.log(`${JSON.stringify(text)} is written ${JSON.stringify(written)} and read ${JSON.stringify(found)}`);
  same &&= found === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node write.js
