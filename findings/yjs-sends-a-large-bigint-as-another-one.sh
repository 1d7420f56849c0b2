#!/usr/bin/env bash
# Yjs 13.6.33 keeps a BigInt of any size on the device that sets it and sends 64 bits of it: on the other device 2 to
# the 63rd is a number below zero and 2 to the 64th is 0n, and so on this one when it is read from its file.
# Nothing is raised, and the devices stay of two minds.
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
for (const [name, value, seen] of [
  ["2^63-1", 2n ** 63n - 1n, 2n ** 63n - 1n],
  ["2^63", 2n ** 63n, -(2n ** 63n)],
  ["2^64", 2n ** 64n, 0n],
]) {
  const here = new Y.Doc();
  const there = new Y.Doc();
  here.getMap("goal").set("at", value);
  Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
  const [first, second] = [here, there].map((one) => one.getMap("goal").get("at"));
  console.log(`${name}: here ${first}, there ${second}`);
  same &&= first === value && second === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
