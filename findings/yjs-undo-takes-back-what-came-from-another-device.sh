#!/usr/bin/env bash
# Yjs 13.6.33: what `applyUpdate` brings from another device counts as one's own work when it is given no origin, as in
# the examples of its README: the undo manager of this device takes it back, and the other device loses it with the
# next update. With an origin, any word, the same change stays and only one's own is taken back.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'yjs@13.6.33' > /dev/null
cat > read.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const Y = require("yjs");
console.log("yjs", JSON.parse(readFileSync("node_modules/yjs/package.json")).version);
let same = true;
for (const [origin, seen] of [[undefined, "title, target"], ["the other device", "title, note"]]) {
  const here = new Y.Doc();
  const there = new Y.Doc();
  here.getMap("goal").set("title", "Mend the roof");
  Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
  const undo = new Y.UndoManager(here.getMap("goal"), { captureTimeout: 0 });
  here.getMap("goal").set("target", 10);
  there.getMap("goal").set("note", "from the other device");
  Y.applyUpdate(here, Y.encodeStateAsUpdate(there), origin);
  undo.undo();
  Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
  const left = [here, there].map((one) => [...one.getMap("goal").keys()].join(", "));
  console.log(`origin ${origin}: after one undo here: ${left[0]}; there: ${left[1]}`);
  same &&= left[0] === seen && left[1] === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
