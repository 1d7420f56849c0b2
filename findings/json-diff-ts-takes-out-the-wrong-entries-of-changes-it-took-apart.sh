#!/usr/bin/env bash
# json-diff-ts 4.10.4 takes a difference apart into single changes, to keep or send them, and puts them together again:
# atomizeChangeset() and unatomizeChangeset(). Where more than one entry went from a list the result is another than
# without the two: of a, b and c to c alone it makes c and c, of a, b, c and d to d it makes d and c. All at once it is
# right, since it takes them out from the end then.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'json-diff-ts@4.10.4' > /dev/null
cat > apart.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import { applyChangeset, atomizeChangeset, diff, unatomizeChangeset } from "json-diff-ts";
console.log("json-diff-ts", JSON.parse(readFileSync("node_modules/json-diff-ts/package.json")).version);
const steps = (words) => ({ steps: words.split(" ") });
let same = true;
for (const [before, after, seen] of [
  ["a b c", "c", "c c"],
  ["a b c d", "d", "d c"],
  ["a b c", "b c", "b c"],
]) {
  const whole = applyChangeset(steps(before), diff(steps(before), steps(after)));
  const apart = unatomizeChangeset(atomizeChangeset(diff(steps(before), steps(after))));
  const found = applyChangeset(steps(before), apart).steps.join(" ");
  console.log(`${before} to ${after}: ${whole.steps.join(" ")}; taken apart: ${found}`);
  same &&= whole.steps.join(" ") === after && found === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node apart.mjs
