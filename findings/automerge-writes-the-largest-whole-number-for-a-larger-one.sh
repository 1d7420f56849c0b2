#!/usr/bin/env bash
# Automerge 3.5.0 keeps a number of JavaScript that is whole as an integer of 64 bits: 1e19 and 1e20 are
# 9223372036854775807 both, in the document at once and after it is read again, and nothing says so. From 2^53-1 on they
# come back as a BigInt, which cannot be added to a number nor written as JSON.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . '@automerge/automerge@3.5.0' > /dev/null
cat > read.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const { from, load, save } = require("@automerge/automerge");
console.log("automerge", JSON.parse(readFileSync("node_modules/@automerge/automerge/package.json")).version);
let same = true;
for (const [name, value, seen] of [
  ["2^53-2", 2 ** 53 - 2, "number 9007199254740990"],
  ["2^53-1", 2 ** 53 - 1, "bigint 9007199254740991"],
  ["1e19", 1e19, "bigint 9223372036854775807"],
  ["1e20", 1e20, "bigint 9223372036854775807"],
]) {
  const written = from({ at: value });
  const [first, second] = [written, load(save(written))].map((one) => `${typeof one.at} ${one.at}`);
  console.log(`${name}: ${first}; read again: ${second}`);
  same &&= first === seen && second === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
