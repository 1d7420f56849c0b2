#!/usr/bin/env bash
# chrono-node 2.10.3 reads "two weeks after tomorrow", and "two weeks from now", but of "two weeks from tomorrow" it
# reads "tomorrow" alone: parseDate() gives that day, and today for "two weeks from today". Of "2 weeks from 10 dec"
# it reads "from 10", today at ten.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'chrono-node@2.10.3' > /dev/null
cat > read.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import * as chrono from "chrono-node";

console.log("chrono-node", JSON.parse(readFileSync("node_modules/chrono-node/package.json")).version);
let same = true;
const tuesday = new Date("2026-12-01T09:00:00Z");
for (const [text, seen, part] of [
  ["two weeks from now", "2026-12-15T09:00", "two weeks from now"],
  ["two weeks after tomorrow", "2026-12-16T09:00", "two weeks after tomorrow"],
  ["two weeks from tomorrow", "2026-12-02T09:00", "tomorrow"],
  ["two weeks from today", "2026-12-01T09:00", "today"],
  ["a week from next monday", "2026-12-07T12:00", "next monday"],
  ["2 weeks from 10 dec", "2026-12-01T10:00", "from 10"],
]) {
  const first = chrono.parse(text, tuesday)[0];
  const time = chrono.parseDate(text, tuesday).toISOString().slice(0, 16);
  console.log(`${JSON.stringify(text)}: ${time}, of the words ${JSON.stringify(first.text)}`);
  same &&= time === seen && first.text === part;
}
process.exit(same ? 0 : 1);
EOF_JS
TZ=UTC node read.mjs
