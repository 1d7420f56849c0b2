#!/usr/bin/env bash
# birch-outline 0.2.1, the engine of TaskPaper, takes `Thesis: ` with a blank after the colon for a note, not a
# project: a project loses its kind by one invisible character. `Thesis: @due(2026-12-03)` is a project.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'birch-outline@0.2.1' > /dev/null
cat > read.js <<'EOF_JS'
const { Outline } = require("birch-outline");
console.log("birch-outline", require("birch-outline/package.json").version);
const lines = ["Thesis:", "Thesis: ", "Thesis: @due(2026-12-03)"];
const outline = new Outline.createTaskPaperOutline(lines.join("\n"));
const kinds = outline.root.descendants.map((item) => item.getAttribute("data-type"));
lines.forEach((line, at) => console.log(JSON.stringify(line), kinds[at]));
process.exit(JSON.stringify(kinds) === '["project","note","project"]' ? 0 : 1);
EOF_JS
node read.js
