#!/usr/bin/env bash
# @xterm/headless 5.5.0, full-screen buffer: after a resize to fewer columns translateToString(true) of a
# line still gives the cells beyond the last column, though the line was erased and written anew since. With
# the columns named, (true, 0, cols), it is what a person sees, padded with blanks in spite of `true`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . '@xterm/headless@5.5.0' > /dev/null
cat > read.js <<'EOF_JS'
const { Terminal } = require("@xterm/headless");
console.log("@xterm/headless", require("@xterm/headless/package.json").version);
const terminal = new Terminal({ cols: 20, rows: 3, allowProposedApi: true });
terminal.write("\x1b[?1049hthe last mile to go", () => {
  terminal.resize(8, 3);
  terminal.write("\x1b[H\x1b[2Kdone", () => {
    const line = terminal.buffer.active.getLine(0);
    const all = line.translateToString(true);
    const shown = line.translateToString(true, 0, terminal.cols);
    console.log("columns:", terminal.cols, "all:", JSON.stringify(all), "shown:", JSON.stringify(shown));
    process.exit(all.endsWith("mile to go") && shown.trimEnd() === "done" ? 0 : 1);
  });
});
EOF_JS
node read.js
