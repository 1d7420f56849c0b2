#!/usr/bin/env bash
# @seald-io/nedb 4.1.2 keeps a record a line and ends a line at U+2028, the line separator, and at U+0085 as well, which
# JSON leaves as they are within a text: a record with one of them is written and then read as two broken lines. With
# less than a tenth of such lines it is dropped without a word, and at the next start it is not in the file any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . '@seald-io/nedb@4.1.2' > /dev/null
cat > keep.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const Datastore = require("@seald-io/nedb");
console.log("@seald-io/nedb", JSON.parse(readFileSync("node_modules/@seald-io/nedb/package.json")).version);

const open = async () => {
  const store = new Datastore({ filename: "goals.db" });
  await store.loadDatabaseAsync();
  return store;
};

const main = async () => {
  const first = await open();
  for (let number = 1; number <= 60; number++) await first.insertAsync({ title: `goal ${number}` });
  await first.insertAsync({ title: "run\u2028read" });
  const held = (text) => text.includes("run\u2028read");
  const before = [await first.countAsync({}), held(readFileSync("goals.db", "utf8"))];
  const second = await open();
  const after = [await second.countAsync({}), held(readFileSync("goals.db", "utf8"))];
  console.log(`written: ${before[0]} goals, the one in the file: ${before[1]}`);
  console.log(`read again: ${after[0]} goals, the one in the file: ${after[1]}`);
  return before.join() === "61,true" && after.join() === "60,false";
};

main().then((same) => process.exit(same ? 0 : 1));
EOF_JS
node keep.js
