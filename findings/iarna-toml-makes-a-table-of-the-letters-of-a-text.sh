#!/usr/bin/env bash
# @iarna/toml 3.0.0 reads a list of tables and texts, steps = [{ title = "read" }, "run"], as TOML has it since 1.0. It
# writes such a list as tables only, without an error: `run` becomes a table with the letters r, u and n under 0, 1 and
# 2, and a number becomes an empty one. Where the text stands first, the list comes back as it was.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . '@iarna/toml@3.0.0' > /dev/null
cat > write.js <<'EOF_JS'
const { parse, stringify } = require("@iarna/toml");
console.log("@iarna/toml", require("@iarna/toml/package.json").version);
let same = true;
for (const [text, seen] of [
  ['steps = [{ title = "read" }, "run"]', '[{"title":"read"},{"0":"r","1":"u","2":"n"}]'],
  ['steps = [{ title = "read" }, 42]', '[{"title":"read"},{}]'],
  ['steps = ["run", { title = "read" }]', '["run",{"title":"read"}]'],
]) {
  const steps = JSON.stringify(parse(text).steps);
  const back = JSON.stringify(parse(stringify(parse(text))).steps);
  console.log(`${text}: read as ${steps}, written and read again as ${back}`);
  same &&= back === seen;
}
process.exit(same ? 0 : 1);
EOF_JS
node write.js
