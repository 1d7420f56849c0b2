#!/usr/bin/env bash
# Papa Parse 5.7.1 counts the nothing after the last line end as a line of one column when it looks for the delimiter:
# two columns never pass its least of 1.99 then, and what stands in them wins. Steps with semicolons, quoted or not,
# are cut at these and at no comma, without an error; the same text without its last line end is read by its commas.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'papaparse@5.7.1' > /dev/null
cat > read.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const { parse } = require("papaparse");
console.log("papaparse", JSON.parse(readFileSync("node_modules/papaparse/package.json")).version);
let same = true;
for (const [text, seen] of [
  ['goal,steps\nhome,"plan;run;read"\nwork,"write;send;rest"', ","],
  ['goal,steps\nhome,"plan;run;read"\nwork,"write;send;rest"\n', ";"],
  ["goal\tsteps\nhome\tplan, run, read\nwork\twrite, send, rest", "\t"],
  ["goal\tsteps\nhome\tplan, run, read\nwork\twrite, send, rest\n", ","],
]) {
  const { data, errors, meta } = parse(text);
  const [found, row] = [meta.delimiter, data[1]].map((one) => JSON.stringify(one));
  console.log(`ended: ${text.endsWith("\n")}; delimiter ${found}, second row ${row}, errors ${errors.length}`);
  same &&= meta.delimiter === seen && errors.length === 0;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
