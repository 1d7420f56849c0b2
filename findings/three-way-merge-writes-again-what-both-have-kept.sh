#!/usr/bin/env bash
# three-way-merge 0.1.0 merges two devices that have both removed the first line into a text in which the lines that
# they have kept stand two and three times, and says that there is no conflict; what one of them removed at the end
# is there again too. `git merge-file` has one line of them left in each case.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'three-way-merge@0.1.0' > /dev/null
cat > merge.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const { default: merge } = require("three-way-merge");
console.log("three-way-merge", JSON.parse(readFileSync("node_modules/three-way-merge/package.json")).version);
const lines = { splitFunction: (text) => text.split("\n"), joinFunction: (all) => all.join("\n") };
let same = true;
for (const [left, base, right, seen] of [
  ["run\nread\nwrite", "plan\nrun\nread\nwrite", "run\nread", "run\nrun\nread\nrun\nread\nwrite"],
  ["run\nread\nwrite", "plan\nrun\nread\nwrite", "run\nread\nwrite", "run\nread\nwrite"],
]) {
  const merged = merge(left, base, right, lines);
  const text = merged.joinedResults();
  const [here, before, there, found] = [left, base, right, String(text)].map((one) => one.split("\n").join(" "));
  console.log(`${before} -> ${here} | ${there}: conflict ${merged.isConflict()}, ${found}`);
  same &&= !merged.isConflict() && text === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node merge.js
