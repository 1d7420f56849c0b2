#!/usr/bin/env bash
# @seald-io/nedb 4.1.2, asked for one field of the records in a list, gives one record with a list in it: of three steps
# the titles alone come as `{"steps":{"title":["run",null,"read"]}}`, one of them having none. Asked to leave the
# field out it leaves everything in. A field of a single record it gives and leaves out rightly.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . '@seald-io/nedb@4.1.2' > /dev/null
cat > find.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const Datastore = require("@seald-io/nedb");
console.log("@seald-io/nedb", JSON.parse(readFileSync("node_modules/@seald-io/nedb/package.json")).version);

const main = async () => {
  const store = new Datastore();
  const steps = [{ title: "run", done: 1 }, { done: 0 }, { title: "read", done: 0 }];
  await store.insertAsync({ _id: "goal", last: { title: "run", done: 1 }, steps });
  let same = true;
  for (const [fields, seen] of [
    [{ _id: 0, "last.title": 1 }, { last: { title: "run" } }],
    [{ _id: 0, "steps.title": 1 }, { steps: { title: ["run", null, "read"] } }],
    [{ _id: 0, last: 0, "steps.title": 0 }, { steps }],
  ]) {
    const [found] = await store.findAsync({}, fields);
    console.log(`${JSON.stringify(fields)}: ${JSON.stringify(found)}`);
    same &&= JSON.stringify(found) === JSON.stringify(seen);
  }
  return same;
};

main().then((same) => process.exit(same ? 0 : 1));
EOF_JS
node find.js
