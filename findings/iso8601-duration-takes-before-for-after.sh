#!/usr/bin/env bash
# iso8601-duration 2.1.4 passes over a minus before the P: -PT15M, with which iCalendar says that an alarm comes a
# quarter of an hour before, is a quarter of an hour after, and toSeconds() is 900. A minus within, PT-15M, it
# refuses. tinyduration 3.4.1 keeps both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'iso8601-duration@2.1.4' 'tinyduration@3.4.1' > /dev/null
cat > read.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import { end, parse, toSeconds } from "iso8601-duration";
import { parse as read, serialize } from "tinyduration";

for (const name of ["iso8601-duration", "tinyduration"])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
const nine = new Date("2026-12-01T09:00:00Z");
let same = true;
for (const [text, seconds, time] of [
  ["PT15M", 900, "2026-12-01T09:15"],
  ["-PT15M", 900, "2026-12-01T09:15"],
  ["-P1DT2H", 93600, "2026-12-02T11:00"],
]) {
  const found = end(parse(text), nine).toISOString().slice(0, 16);
  console.log(`${text} from 9:00: ${found}, ${toSeconds(parse(text))} seconds; tinyduration: ${serialize(read(text))}`);
  same &&= toSeconds(parse(text)) === seconds && found === time && serialize(read(text)) === text;
}
let refused = false;
try {
  parse("PT-15M");
} catch (error) {
  refused = true;
  console.log(`PT-15M: ${error.message}`);
}
process.exit(same && refused ? 0 : 1);
EOF_JS
TZ=UTC node read.mjs
