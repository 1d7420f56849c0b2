#!/usr/bin/env bash
# mdformat 1.0.0 writes Markdown so that it means the same, and puts a backslash before the date of a task of
# Logseq, whose notes are Markdown: of `DEADLINE: \<2026-12-03 Thu>` mldoc 1.6.0, by which Logseq reads, makes plain
# text, and the task has no deadline any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'mdformat==1.0.0'
npm install --silent --no-audit --no-fund --prefix . 'mldoc@1.6.0' > /dev/null
printf '%s\n' '- TODO Hand in' '  DEADLINE: <2026-12-03 Thu>' > given.md
cp given.md formatted.md
venv/bin/mdformat formatted.md
cat > read.js <<'EOF_JS'
const { readFileSync } = require("node:fs");
const { Mldoc } = require("mldoc");
const config = JSON.stringify({
  toc: false, heading_number: false, keep_line_break: true, format: "Markdown", heading_to_list: false,
  exporting_keep_properties: false, inline_type_with_pos: false, parse_outline_only: false,
  export_md_remove_options: [], hiccup_in_block: true,
});
const dated = ["given.md", "formatted.md"].map((name) => {
  const text = readFileSync(name, "utf8");
  const found = Mldoc.parseJson(text, config).includes('"Timestamp"');
  console.log(`${name}: ${text.split("\n")[1].trim()}, to mldoc ${found ? "a date" : "plain text"}`);
  return found;
});
process.exit(JSON.stringify(dated) === "[true,false]" ? 0 : 1);
EOF_JS
venv/bin/mdformat --version
echo "mldoc $(node -p 'require("mldoc/package.json").version')"
node read.js
