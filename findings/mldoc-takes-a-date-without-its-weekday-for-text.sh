#!/usr/bin/env bash
# mldoc 1.6.0, by which Logseq reads notes, takes `DEADLINE: <2026-12-03>` for plain text: without a weekday it
# is no date to it, with any word in its place it is. Org itself, and orgparse, read both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'mldoc@1.6.0' > /dev/null
cat > read.js <<'EOF_JS'
const { Mldoc } = require("mldoc");
console.log("mldoc", require("mldoc/package.json").version);
const config = JSON.stringify({
  toc: false, heading_number: false, keep_line_break: true, format: "Markdown", heading_to_list: false,
  exporting_keep_properties: false, inline_type_with_pos: false, parse_outline_only: false,
  export_md_remove_options: [], hiccup_in_block: true,
});
const dated = ["<2026-12-03>", "<2026-12-03 Thu>", "<2026-12-03 any>"].map((date) => {
  const found = Mldoc.parseJson(`- TODO Hand in\n  DEADLINE: ${date}\n`, config).includes('"Timestamp"');
  console.log(date, found ? "a date" : "plain text");
  return found;
});
process.exit(JSON.stringify(dated) === "[false,true,true]" ? 0 : 1);
EOF_JS
node read.js
