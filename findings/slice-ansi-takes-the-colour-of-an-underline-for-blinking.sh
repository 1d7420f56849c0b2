#!/usr/bin/env bash
# slice-ansi 8.0.0 takes the parts of a colour of an underline (58) for styles of their own: palette colour 9 comes
# out as blinking struck-out text, the RGB colour 1, 2, 3 as faint italics, and a red one, whose 0 it takes for the
# end of all styles, takes the underline away as well. wrap-ansi hands each of them on as it was.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'slice-ansi@8.0.0' 'wrap-ansi@10.0.2' > /dev/null
cat > slice.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import slice from "slice-ansi";
import wrap from "wrap-ansi";

for (const name of ["slice-ansi", "wrap-ansi"])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
let same = true;
for (const [text, seen] of [
  ["\x1b[58;5;9mabcdef\x1b[59m", "\x1b[5m\x1b[9mbcd\x1b[29m\x1b[0m"],
  ["\x1b[58;2;1;2;3mabcdef\x1b[59m", "\x1b[58m\x1b[2m\x1b[3mbcd\x1b[23m\x1b[22m\x1b[0m"],
  ["\x1b[4;58;2;255;0;0mabcdef\x1b[0m", "bcd"],
]) {
  const found = slice(text, 1, 4);
  const whole = wrap(text, 9);
  console.log(`${JSON.stringify(text)}: ${JSON.stringify(found)}; wrap-ansi: ${JSON.stringify(whole)}`);
  same &&= found === seen && whole === text;
}
process.exit(same ? 0 : 1);
EOF_JS
node slice.mjs
