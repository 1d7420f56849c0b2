#!/usr/bin/env bash
# gray-matter 4.0.3 throws at front matter that is no YAML, and remembers the text before it has read it: asked
# again for the same text, it gives a note without any properties, and the front matter as a part of the note. A
# second reader, or a second try, sees no fault. With options, even empty ones, it throws each time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'gray-matter@4.0.3' > /dev/null
cat > read.js <<'EOF_JS'
const matter = require("gray-matter");
console.log("gray-matter", require("gray-matter/package.json").version);
const text = "---\ntags: [move\ndue: 2026-12-05\n---\nCall Ann\n";
const read = (...options) => {
  try {
    const { data, content } = matter(text, ...options);
    return JSON.stringify({ data, content });
  } catch (error) {
    return error.name;
  }
};
const plain = [read(), read()];
const asked = [read({}), read({})];
console.log(`first: ${plain[0]}\nsecond: ${plain[1]}\nwith options: ${asked.join(", ")}`);
process.exit(
  JSON.stringify([...plain, ...asked]) === JSON.stringify([
    "YAMLException", JSON.stringify({ data: {}, content: text }), "YAMLException", "YAMLException",
  ]) ? 0 : 1,
);
EOF_JS
node read.js
