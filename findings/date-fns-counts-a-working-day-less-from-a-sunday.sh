#!/usr/bin/env bash
# date-fns 4.4.0 differenceInBusinessDays: from Sunday to the Monday after it are no working days, from that Monday back
# to Sunday one. So a working day added to a Saturday or Sunday by addBusinessDays is none when it is counted, and five
# are four. Between days that are no weekend both ways give the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'date-fns@4.4.0' > /dev/null
cat > count.js <<'EOF_JS'
const { addBusinessDays, differenceInBusinessDays, format } = require("date-fns");
console.log("date-fns", require("date-fns/package.json").version);
let same = true;
for (const [day, added, forth, back] of [
  [1, 1, 0, -1],
  [1, 5, 4, -5],
  [7, 2, 1, -2],
  [6, 1, 1, -1],
]) {
  const from = new Date(2026, 10, day, 12);
  const to = addBusinessDays(from, added);
  const found = [differenceInBusinessDays(to, from), differenceInBusinessDays(from, to)];
  console.log(`${format(from, "EEEE")} and ${added}: ${format(to, "EEEE")}; there ${found[0]}, back ${found[1]}`);
  same &&= found[0] === forth && found[1] === back;
}
process.exit(same ? 0 : 1);
EOF_JS
node count.js
