#!/usr/bin/env bash
# json-merge-patch 1.0.2 makes one patch of two, "merge". Where the first takes a goal away (or puts a word in its
# place) and the second makes it anew, the joined patch is the second one alone: applied one after the other they
# give a goal of one field, joined the old fields are back. RFC 7396 has no patch that would say it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'json-merge-patch@1.0.2' > /dev/null
cat > read.js <<'EOF_JS'
const { apply, merge } = require("json-merge-patch");
console.log("json-merge-patch", require("json-merge-patch/package.json").version);
const goal = () => ({ goal: { title: "Mend the roof", target: 10 } });
let same = true;
for (const first of [{ goal: null }, { goal: "later" }]) {
  const second = { goal: { title: "Roof" } };
  const inTurn = JSON.stringify(apply(apply(goal(), first), second));
  const joined = JSON.stringify(apply(goal(), merge(structuredClone(first), structuredClone(second))));
  console.log(`${JSON.stringify(first)} and ${JSON.stringify(second)} in turn: ${inTurn}; joined: ${joined}`);
  same &&= inTurn === '{"goal":{"title":"Roof"}}' && joined === '{"goal":{"title":"Roof","target":10}}';
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
