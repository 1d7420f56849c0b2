#!/usr/bin/env bash
# @xterm/addon-serialize 0.14.0 of a screen that is painted to its end: lines without text below the last one are
# left out, and their background with them. A screen of four lines that `ESC [2J` made blue has one or two when it is
# read back. Lines without text above the last one keep theirs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . '@xterm/headless@6.0.0' '@xterm/addon-serialize@0.14.0' > /dev/null
cat > read.js <<'EOF_JS'
const { Terminal } = require("@xterm/headless");
const { SerializeAddon } = require("@xterm/addon-serialize");
for (const name of ["@xterm/headless", "@xterm/addon-serialize"])
  console.log(name, require(`${name}/package.json`).version);
const show = async (text) => {
  const terminal = new Terminal({ cols: 8, rows: 4, allowProposedApi: true });
  const addon = new SerializeAddon();
  terminal.loadAddon(addon);
  await new Promise((done) => terminal.write(text, done));
  const line = (at) => terminal.buffer.active.getLine(at);
  const blue = [0, 1, 2, 3].filter((at) => line(at).getCell(7).getBgColor() === 4);
  return [blue.join(" "), addon.serialize()];
};
(async () => {
  let same = true;
  for (const [text, wanted] of [
    ["\x1b[44m\x1b[2J\x1b[2;1Hroad", "0 1"],
    ["\x1b[44m\x1b[2J\x1b[4;1Hroad", "0 1 2 3"],
  ]) {
    const [before, written] = await show(text);
    const [after] = await show(written);
    console.log(`${JSON.stringify(text)}: blue lines ${before}; written ${JSON.stringify(written)}: ${after}`);
    same &&= before === "0 1 2 3" && after === wanted;
  }
  process.exit(same ? 0 : 1);
})();
EOF_JS
node read.js
