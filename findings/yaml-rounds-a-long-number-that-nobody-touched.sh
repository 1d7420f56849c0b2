#!/usr/bin/env bash
# yaml 2.9.1 (for JavaScript) edits a document so that the rest stays: comments, blank lines, 1.50. Of a whole
# number beyond 2^53 the last digits change all the same when another key is set, as of an id that is made of date and
# time. With intAsBigInt it stays.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'yaml@2.9.1' > /dev/null
cat > edit.js <<'EOF_JS'
const YAML = require("yaml");
console.log("yaml", require("yaml/package.json").version);
const edited = (options) => {
  const document = YAML.parseDocument("id: 202601051030123456 # of the note\ncost: 1.50\n", options);
  document.set("done", true);
  return String(document).trim().split("\n");
};
const plain = edited({});
const big = edited({ intAsBigInt: true });
console.log(`done is set: ${plain.join("; ")}\nwith intAsBigInt: ${big.join("; ")}`);
const others = ["cost: 1.50", "done: true"];
process.exit(
  JSON.stringify([plain, big]) === JSON.stringify([
    ["id: 202601051030123460 # of the note", ...others], ["id: 202601051030123456 # of the note", ...others],
  ]) ? 0 : 1,
);
EOF_JS
node edit.js
