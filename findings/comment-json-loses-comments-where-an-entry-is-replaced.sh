#!/usr/bin/env bash
# comment-json 5.0.0 reads JSON with comments, and its lists take each comment along when they change: splice() that
# takes an entry out, or puts one in, does. Where it puts one in the place of another, the comments of all entries
# behind it are gone. Where it takes out the first of two and the second has none, that gets the comment of the first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'comment-json@5.0.0' > /dev/null
cat > splice.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const { parse, stringify } = require("comment-json");
console.log("comment-json", JSON.parse(readFileSync("node_modules/comment-json/package.json")).version);
const three = '[\n"read", // a\n"run", // b\n"rest" // c\n]';
const two = '[\n"read", // a\n"run"\n]';
let same = true;
for (const [text, change, seen] of [
  [three, [0, 1, "plan"], '[ "plan", // a "run", "rest" ]'],
  [three, [0, 1], '[ "run", // b "rest" // c ]'],
  [three, [1, 0, "plan"], '[ "read", // a "plan", "run", // b "rest" // c ]'],
  [two, [0, 1], '[ "run" // a ]'],
]) {
  const steps = parse(text);
  steps.splice(...change);
  const found = stringify(steps, null, 1).replace(/\s+/g, " ");
  console.log(`${text.replace(/\n/g, " ")}, splice(${JSON.stringify(change).slice(1, -1)}): ${found}`);
  same &&= found === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node splice.js
