#!/usr/bin/env bash
# orga 4.7.1, which reads Org for web pages, takes `- [-] two`, which to Org is begun and not done, for a ticked box,
# and finds no date in a DEADLINE that repeats or warns: of `<2026-12-01 Tue +1m>` it gives a planning without a
# timestamp, of the same without `+1m` the day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'orga@4.7.1' > /dev/null
cat > read.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import { parse } from "orga";

console.log("orga", JSON.parse(readFileSync("node_modules/orga/package.json")).version);
const found = (text, type) => {
  const seen = [];
  const look = (node) => {
    if (node.type === type) seen.push(node);
    (node.children ?? []).forEach(look);
  };
  look(parse(text));
  return seen;
};
const ticked = found("- [ ] one\n- [-] two\n- [X] three\n", "list.item.checkbox").map((box) => box.checked);
console.log("[ ], [-], [X]:", ticked.join(", "));
const days = ["<2026-12-01 Tue>", "<2026-12-01 Tue +1m>", "<2026-12-01 Tue -3d>"].map((stamp) => {
  const [planning] = found(`* TODO Pay\nDEADLINE: ${stamp}\n`, "planning");
  const day = planning.timestamp?.date?.toISOString().slice(0, 10) ?? "none";
  console.log(planning.keyword, stamp, "is", day);
  return day;
});
process.exit(JSON.stringify([ticked, days]) === '[[false,true,true],["2026-12-01","none","none"]]' ? 0 : 1);
EOF_JS
TZ=UTC node read.mjs
