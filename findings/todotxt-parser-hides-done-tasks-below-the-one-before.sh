#!/usr/bin/env bash
# todotxt-parser 1.0.2 gives the tasks of a todo.txt as one list; only in its hierarchical mode, which is off unless
# it is asked for, one task is to be part of another. Yet done tasks become subtasks of the open one before them, in
# parse() and in relaxed(): `x ` counts as two columns of indent. Who goes through the list does not see them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'todotxt-parser@1.0.2' > /dev/null
cat > read.js <<'EOF_JS'
const { parse, relaxed } = require("todotxt-parser");
const { version } = JSON.parse(require("fs").readFileSync("node_modules/todotxt-parser/package.json", "utf8"));
console.log("todotxt-parser", version);
const text = "Order tiles\nx 2026-01-05 Borrow a ladder\nx 2026-01-06 Ask Kim\nMend the roof";
const tree = (tasks) => tasks.map((task) => [task.text, tree(task.subtasks)]);
const seen = [parse(text), relaxed(text)].map(tree);
console.log(`${text}\nparse: ${JSON.stringify(seen[0])}\nrelaxed: ${JSON.stringify(seen[1])}`);
const wanted = [["Order tiles", [["Borrow a ladder", []], ["Ask Kim", []]]], ["Mend the roof", []]];
process.exit(JSON.stringify(seen) === JSON.stringify([wanted, wanted]) ? 0 : 1);
EOF_JS
node read.js
