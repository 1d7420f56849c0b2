#!/usr/bin/env bash
# lokijs 1.5.12: of two bounds in the object of one field only the one that stands first counts. { $gt: 5, $lt: 9 }
# finds 10 too, { $lt: 9, $gt: 5 } finds 2, with an index and without, and nothing is said. Written as $and of two objects
# both count. MongoDB, after which its queries are made, heeds both, as nedb 1.8.0 does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'lokijs@1.5.12' 'nedb@1.8.0' > /dev/null
cat > shown.js <<'EOF_JS'
const Loki = require("lokijs");
const Nedb = require("nedb");
const { dependencies } = require(`${process.cwd()}/package.json`);
console.log("lokijs", dependencies.lokijs.slice(1), "nedb", dependencies.nedb.slice(1));
const goals = [2, 7, 10].map((miles) => ({ miles }));
const copies = () => goals.map((goal) => ({ ...goal }));
const db = new Loki("goals", { adapter: new Loki.LokiMemoryAdapter() });
const plain = db.addCollection("plain");
const indexed = db.addCollection("indexed", { indices: ["miles"] });
plain.insert(copies());
indexed.insert(copies());
const miles = (found) => found.map((goal) => goal.miles).sort((a, b) => a - b).join(" ");
const other = new Nedb();
other.insert(copies(), () => {
  let same = true;
  const asked = [
    [{ miles: { $gt: 5, $lt: 9 } }, "7 10"],
    [{ miles: { $lt: 9, $gt: 5 } }, "2 7"],
    [{ $and: [{ miles: { $gt: 5 } }, { miles: { $lt: 9 } }] }, "7"],
  ];
  for (const [query, seen] of asked) {
    const found = [miles(plain.find(query)), miles(indexed.find(query))];
    other.find(query, (error, docs) => {
      console.log(`${JSON.stringify(query)}: ${found[0]}; with an index ${found[1]}; nedb ${miles(docs)}`);
      same &&= !error && found.every((one) => one === seen) && miles(docs) === "7";
      if (query === asked.at(-1)[0]) process.exit(same && plain.count(asked[0][0]) === 2 ? 0 : 1);
    });
  }
});
EOF_JS
node shown.js
