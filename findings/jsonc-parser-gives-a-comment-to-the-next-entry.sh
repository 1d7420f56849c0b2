#!/usr/bin/env bash
# jsonc-parser 3.3.1, by which VS Code edits its settings, keeps comments when it adds a last entry and hands the
# comment of the one before to it: `"view": "open" // never all` becomes `"view": "open", "days": 3 // never all`.
# When it takes the last entry out, the one before loses its own comment and gets that of the one that is gone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'jsonc-parser@3.3.1' > /dev/null
cat > edit.js <<'EOF_JS'
const { applyEdits, modify } = require("jsonc-parser");
console.log("jsonc-parser", require("jsonc-parser/package.json").version);
const text = '{\n  "theme": "dark", // easier at night\n  "view": "open" // never all\n}\n';
const formattingOptions = { tabSize: 2, insertSpaces: true };
const edited = (key, value) => applyEdits(text, modify(text, [key], value, { formattingOptions }));
const added = edited("days", 3);
const removed = edited("view", undefined);
console.log(`given:\n${text}with days:\n${added}without view:\n${removed}`);
const lines = (one) => one.trim().split("\n").slice(1, -1).map((line) => line.trim());
process.exit(
  JSON.stringify([lines(added), lines(removed)]) === JSON.stringify([
    ['"theme": "dark", // easier at night', '"view": "open",', '"days": 3 // never all'],
    ['"theme": "dark" // never all'],
  ]) ? 0 : 1,
);
EOF_JS
node edit.js
