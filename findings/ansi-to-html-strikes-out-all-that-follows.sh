#!/usr/bin/env bash
# ansi-to-html 0.7.2 opens <strike> for struck-out text (9) and does not know its end (29): all that follows is struck
# out too, in one call to the very end, unless every style is reset at once. So it is with text that blinks or has a
# line above it. Of bold, italic and underlined text it knows the ends.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'ansi-to-html@0.7.2' > /dev/null
cat > convert.js <<'EOF_JS'
const Convert = require("ansi-to-html");
console.log("ansi-to-html", require("ansi-to-html/package.json").version);
let same = true;
for (const [text, seen] of [
  ["\x1b[9mdone\x1b[29m open", "<strike>done open</strike>"],
  ["\x1b[53mabove\x1b[55m open", '<span style="text-decoration:overline">above open</span>'],
  ["\x1b[9mdone\x1b[0m open", "<strike>done</strike> open"],
  ["\x1b[3mread\x1b[23m open", "<i>read</i> open"],
]) {
  const found = new Convert().toHtml(text);
  console.log(`${JSON.stringify(text)}: ${found}`);
  same &&= found === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node convert.js
