#!/usr/bin/env bash
# json-diff-ts 4.10.4 can take a change back: revertChangeset() is to give what was there before. Where texts of a list
# had become objects, as steps do that get a date, it does not: with one of two changed they come back in the other
# order, with both one is lost and one stays an object. Texts that became other texts it brings back.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'json-diff-ts@4.10.4' > /dev/null
cat > revert.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import { applyChangeset, diff, revertChangeset } from "json-diff-ts";
console.log("json-diff-ts", JSON.parse(readFileSync("node_modules/json-diff-ts/package.json")).version);
const text = JSON.stringify;
let same = true;
for (const [before, after, seen] of [
  [["read", "run"], [{ title: "read" }, "run"], '["run","read"]'],
  [["read", "run"], [{ title: "read" }, { title: "run" }], '[{"title":"run"},"run"]'],
  [["read", "run"], ["read more", "run far"], '["read","run"]'],
]) {
  const changes = () => diff({ steps: structuredClone(before) }, { steps: structuredClone(after) });
  const forth = applyChangeset({ steps: structuredClone(before) }, changes()).steps;
  const back = revertChangeset({ steps: structuredClone(after) }, changes()).steps;
  console.log(`${text(before)}, changed ${text(forth)}, taken back ${text(back)}`);
  same &&= text(forth) === text(after) && text(back) === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node revert.mjs
