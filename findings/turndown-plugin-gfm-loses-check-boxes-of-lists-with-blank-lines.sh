#!/usr/bin/env bash
# turndown 7.2.5 with turndown-plugin-gfm 1.0.2 makes Markdown of HTML, check boxes included, as long as no blank
# line stands between the entries of the list. With one, marked puts each box into a paragraph of its entry, as
# CommonMark has it, and turndown leaves it out without a word: what is done cannot be told from what is not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . \
    'turndown@7.2.5' 'turndown-plugin-gfm@1.0.2' 'marked@18.2.1' > /dev/null
cat > read.mjs <<'EOF_JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { marked } from "marked";
const require = createRequire(import.meta.url);
const Turndown = require("turndown");
const { gfm } = require("turndown-plugin-gfm");
for (const name of ["turndown", "turndown-plugin-gfm", "marked"])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version);
const turndown = new Turndown({ bulletListMarker: "-" });
turndown.use(gfm);
const there = (markdown) => marked(markdown).replace(/\n/g, "");
const back = (markdown) => turndown.turndown(there(markdown)).split("\n").map((line) => line.trimEnd()).join("\n");
const tight = "- [ ] tiles\n- [x] ladder";
const loose = "- [ ] tiles\n\n- [x] ladder";
for (const list of [tight, loose]) console.log(`${there(list)}\n${back(list)}`);
process.exit(
  back(tight) === "-   [ ]  tiles\n-   [x]  ladder" && back(loose) === "-    tiles\n\n-    ladder" ? 0 : 1,
);
EOF_JS
node read.mjs
