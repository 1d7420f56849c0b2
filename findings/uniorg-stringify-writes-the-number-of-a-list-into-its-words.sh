#!/usr/bin/env bash
# uniorg-parse 3.2.2 and uniorg-stringify 1.4.0 read an Org file and write it back with two losses: an entry that
# sets the number of its list, `[@5] tiles`, comes out as `1. 5tiles`, and `#+begin_src sh :dir /tmp` without what
# stands behind the language, so that the block runs elsewhere.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . \
    'uniorg-parse@3.2.2' 'uniorg-stringify@1.4.0' 'unified@11.0.5' > /dev/null
cat > read.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import { unified } from "unified";
import uniorg from "uniorg-parse";
import { uniorgStringify } from "uniorg-stringify";
for (const name of ["uniorg-parse", "uniorg-stringify"])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version);
const written = (text) => String(unified().use(uniorg).use(uniorgStringify).processSync(text));
const wanted = {
  "1. [@5] tiles\n2. ladder\n": "1. 5tiles\n2. ladder\n",
  "#+begin_src sh :dir /tmp\npwd\n#+end_src\n": "#+begin_src sh\npwd\n#+end_src\n",
};
let same = true;
for (const [text, seen] of Object.entries(wanted)) {
  console.log(`read:\n${text}written:\n${written(text)}`);
  same &&= written(text) === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.mjs
