#!/usr/bin/env bash
# cli-table3 0.6.5 leaves the blank lines out of a cell as soon as it wraps it at words (wordWrap with colWidths), with
# room for every line: the paragraphs of a note stand as one. Without the wrapping each blank line is there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'cli-table3@0.6.5' > /dev/null
cat > show.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const Table = require("cli-table3");
console.log("cli-table3", JSON.parse(readFileSync("node_modules/cli-table3/package.json")).version);
const rows = (options) => {
  const table = new Table({ ...options, style: { border: [], head: [] } });
  table.push(["one\n\ntwo\n\n\nthree"]);
  return table.toString().split("\n").slice(1, -1).map((line) => line.slice(1, -1).trim());
};
const plain = rows({ colWidths: [12] });
const wrapped = rows({ colWidths: [12], wordWrap: true });
console.log("as it is:", JSON.stringify(plain));
console.log("wrapped: ", JSON.stringify(wrapped));
process.exit(plain.join() === "one,,two,,,three" && wrapped.join() === "one,two,three" ? 0 : 1);
EOF_JS
node show.js
