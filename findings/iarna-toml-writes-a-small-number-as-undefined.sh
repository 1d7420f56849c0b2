#!/usr/bin/env bash
# @iarna/toml 3.0.0 parts a number at its point to group the digits, and one below a millionth has none in JavaScript:
# 0.0000005 is written as `5e-7.undefined`, without an error. No reader of TOML takes the file any more, @iarna/toml
# neither. 0.000005 and 1.5e-7 are written as what they are.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . '@iarna/toml@3.0.0' > /dev/null
cat > write.js <<'EOF_JS'
const { parse, stringify } = require("@iarna/toml");
console.log("@iarna/toml", require("@iarna/toml/package.json").version);
const read = (text) => {
  try {
    return parse(text).share;
  } catch (error) {
    return `refused: ${error.message.split("\n")[0]}`;
  }
};
let same = true;
for (const [share, seen] of [
  [0.0000005, "share = 5e-7.undefined\n"],
  [0.000005, "share = 0.000005\n"],
  [1.5e-7, "share = 1.5e-7\n"],
]) {
  const written = stringify({ share });
  const back = read(written);
  console.log(`${share}: ${written.trim()} is read as ${back}`);
  same &&= written === seen && (back === share) !== written.includes("undefined");
}
process.exit(same ? 0 : 1);
EOF_JS
node write.js
