#!/usr/bin/env bash
# @decimalturn/toml-patch 3.3.0 edits a document so that its comments stay. A key that is new in the table [a] it
# writes below the comment that stands over [b], and so parts the comment from its table: `# about b` is now said of
# z. Where [a] is taken out, the comment of [b] goes with it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . '@decimalturn/toml-patch@3.3.0' > /dev/null
cat > edit.js <<'EOF_JS'
const { parse, patch } = require("@decimalturn/toml-patch");
const path = "node_modules/@decimalturn/toml-patch/package.json";
console.log("@decimalturn/toml-patch", JSON.parse(require("fs").readFileSync(path, "utf8")).version);
const text = "[a]\nx = 1\n\n# about b\n[b]\ny = 1\n";
const edited = (change) => {
  const value = parse(text);
  change(value);
  return patch(text, value);
};
const added = edited((value) => { value.a.z = 1; });
const removed = edited((value) => { delete value.a; });
console.log(`before:\n${text}\na.z is set:\n${added}\na is taken out:\n${removed}`);
process.exit(added === "[a]\nx = 1\n\n# about b\nz = 1\n[b]\ny = 1\n" && removed === "[b]\ny = 1\n" ? 0 : 1);
EOF_JS
node edit.js
