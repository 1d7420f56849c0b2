#!/usr/bin/env bash
# markdown-it-checkbox 1.1.0 (with markdown-it 15.0.3) makes a check box of any brackets in a line that hold a blank,
# an x or a minus, and drops the words before them: of "bread [ ] and milk" an empty box and "and milk" are left.
# A minus, by which Obsidian and Org mark what was cancelled or half done, is an empty box, and so is `\[ ]`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'markdown-it-checkbox@1.1.0' 'markdown-it@15.0.3' > /dev/null
cat > read.js <<'EOF_JS'
const fs = require("fs");
const version = (name) => JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
console.log("markdown-it-checkbox", version("markdown-it-checkbox"), "markdown-it", version("markdown-it"));
const page = require("markdown-it")().use(require("markdown-it-checkbox"));
const shown = (text) =>
  page.render(text).replace(/ checked="true"/g, " ☑").replace(/ (type|id|for)="[^"]*"/g, "").trim();
const wanted = {
  "[x] bread": "<p><input ☑><label>bread</label></p>",
  "bread [ ] and milk": "<p><input><label>and milk</label></p>",
  "said twice [x] there": "<p><input ☑><label>there</label></p>",
  "[-] bread": "<p><input><label>bread</label></p>",
  "\\[ ] bread": "<p><input><label>bread</label></p>",
};
let same = true;
for (const [text, html] of Object.entries(wanted)) {
  console.log(`${text}: ${shown(text)}`);
  same &&= shown(text) === html;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
