#!/usr/bin/env bash
# human-interval 2.0.1, by which Agenda and Bree read how often a job is run, gives 0 milliseconds for "an hour",
# "a week" and "every hour", where "hour" and "one hour" are 3,600,000: it takes a word that it does not know for
# a number of none. "10,000 seconds" are 10 of them. What has no unit that it knows is NaN.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'human-interval@2.0.1' > /dev/null
cat > read.js <<'EOF_JS'
const humanInterval = require("human-interval");
console.log("human-interval", require("human-interval/package.json").version);
const wanted = {
  hour: 3600, "one hour": 3600, "an hour": 0, "every hour": 0, "a week": 0, "half an hour": 0,
  "10000 seconds": 10000, "10,000 seconds": 10, "1h": NaN,
};
let same = true;
for (const [words, seconds] of Object.entries(wanted)) {
  const seen = humanInterval(words) / 1000;
  console.log(`${words}: ${seen} seconds`);
  same &&= Object.is(seen, seconds);
}
process.exit(same ? 0 : 1);
EOF_JS
node read.js
