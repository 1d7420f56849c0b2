#!/usr/bin/env bash
# Loro 1.17.1 puts a deleted goal back as it was when it was deleted: what another device wrote into it meanwhile, and
# both have exchanged before the undo, is in neither document afterwards. Where the other device wrote before the
# deletion, the undo has its words.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'loro-crdt@1.17.1' > /dev/null
cat > undo.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const { LoroDoc, LoroMap, UndoManager } = require("loro-crdt");
console.log("loro-crdt", JSON.parse(readFileSync("node_modules/loro-crdt/package.json")).version);
const exchange = (one, other) => {
  one.import(other.export({ mode: "update" }));
  other.import(one.export({ mode: "update" }));
};
let same = true;
for (const [when, seen] of [
  ["before", "walk"],
  ["meanwhile", "run"],
]) {
  const [here, there] = ["1", "2"].map((peer) => {
    const device = new LoroDoc();
    device.setPeerId(peer);
    return device;
  });
  const undo = new UndoManager(here, { mergeInterval: 0 });
  here.getList("goals").insertContainer(0, new LoroMap()).set("title", "run");
  here.commit();
  exchange(here, there);
  there.getList("goals").get(0).set("title", "walk");
  there.commit();
  if (when === "before") exchange(here, there);
  here.getList("goals").delete(0, 1);
  here.commit();
  exchange(here, there);
  undo.undo();
  exchange(here, there);
  const found = [here, there].map((device) => JSON.stringify(device.toJSON()));
  console.log(`the other wrote "walk" ${when}: ${found.join(" ")}`);
  same &&= found.every((text) => text === JSON.stringify({ goals: [{ title: seen }] }));
}
process.exit(same ? 0 : 1);
EOF_JS
node undo.js
