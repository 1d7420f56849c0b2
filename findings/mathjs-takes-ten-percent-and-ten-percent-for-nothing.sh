#!/usr/bin/env bash
# mathjs 15.2.0 knows 10% as a tenth and `100 + 10%` as 110; a second percent sign makes of the first one the modulus:
# `10% + 10%` is 0, `100 - 10% - 10%` is 100, `20% + 1` is 0. In brackets each, the sum is 0.2. There is no error, and
# none of them is a modulus that anybody wrote.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'mathjs@15.2.0' > /dev/null
cat > read.js <<'EOF_JS'
const { evaluate, format, parse, version } = require("mathjs");
console.log("mathjs", version);
const wanted = {
  "10%": "0.1", "100 + 10%": "110", "10% + 10%": "0", "(10%) + (10%)": "0.2", "100 - 10% - 10%": "100", "20% + 1": "0",
};
let same = true;
for (const [text, value] of Object.entries(wanted)) {
  const seen = format(evaluate(text), { precision: 12 });
  console.log(`${text} = ${seen}, read as ${parse(text).toString({ parenthesis: "all" })}`);
  same &&= seen === value;
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
