#!/usr/bin/env bash
# @croct/json5-parser 0.2.2 changes a document and keeps the rest as it was written. With the middle one of three
# entries deleted from a list in one line, [1,2,3] becomes `[1,33]`, with all taken out by clear() `[]]`. Its own values
# are right both times, 1 and 3, and none. In a list with blanks after its commas it writes what it should.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . '@croct/json5-parser@0.2.2' > /dev/null
cat > change.js <<'EOF_JS'
const { JsonObjectNode, JsonParser } = require("@croct/json5-parser");
const { readFileSync } = require("node:fs");
const { version } = JSON.parse(readFileSync("node_modules/@croct/json5-parser/package.json", "utf8"));
console.log("@croct/json5-parser", version);
let same = true;
for (const [text, change, seen, values] of [
  ["{days:[1,2,3]}", (days) => days.delete(1), "{days:[1,33]}", "[1,3]"],
  ["{days:[1,2,3]}", (days) => days.clear(), "{days:[]]}", "[]"],
  ["{days:[1, 2, 3]}", (days) => days.delete(1), "{days:[1, 3]}", "[1,3]"],
]) {
  const document = JsonParser.parse(text, JsonObjectNode);
  change(document.get("days"));
  const written = document.toString();
  const held = JSON.stringify(document.get("days").toJSON());
  console.log(`${text}, after ${change}: ${held}, written ${written}`);
  same &&= written === seen && held === values;
}
process.exit(same ? 0 : 1);
EOF_JS
node change.js
