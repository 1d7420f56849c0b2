#!/usr/bin/env bash
# csv-parse 7.0.3 with `cast`: it asks whether a cell is a number in a way that also holds for `0x1F`, and then reads
# the digits up to the x. So each hexadecimal, octal or binary number, and every key that looks like one, is 0,
# `0x1F` like `0x2A`. `1F` and `12 km` stay texts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'csv-parse@7.0.3' > /dev/null
cat > read.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const { parse } = require("csv-parse/sync");
console.log("csv-parse", JSON.parse(readFileSync("node_modules/csv-parse/package.json")).version);
const cells = ["0x1F", "0x2A", "0b101", "0o17", "1F", "12 km"];
const [row] = parse(cells.join(","), { cast: true });
cells.forEach((cell, at) => console.log(`${cell}: ${JSON.stringify(row[at])}, as JavaScript has it ${Number(cell)}`));
process.exit(JSON.stringify(row) === JSON.stringify([0, 0, 0, 0, "1F", "12 km"]) ? 0 : 1);
EOF_JS
node read.js
