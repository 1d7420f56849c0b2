#!/usr/bin/env bash
# prompts 2.4.2 sets each part of a date by itself, and a day that the month at hand does not have runs over into the
# next one: the month after 31 January is 3 March, and one month back from 31 March is 3 March too. Who is shown 28
# February and types 31, then 12 for the month, gets 3 December: day first, as most write it, loses the day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'prompts@2.4.2' > /dev/null
cat > dates.js <<'EOF_JS'
const { PassThrough } = require("node:stream");
const prompts = require("prompts");
console.log("prompts", require("prompts/package.json").version);
const ask = async (initial, keys) => {
  const keyboard = new PassThrough();
  const asked = prompts({
    name: "due", type: "date", message: "due", mask: "DD.MM.YYYY", initial, stdin: keyboard, stdout: new PassThrough(),
  });
  for (const key of [...keys, "\r"]) {
    keyboard.write(key);
    await new Promise((done) => setImmediate(done));
  }
  const { due } = await asked;
  return `${due.getDate()}.${due.getMonth() + 1}.${due.getFullYear()}`;
};
const [up, down, right] = ["\x1b[A", "\x1b[B", "\x1b[C"];
(async () => {
  let same = true;
  for (const [month, day, keys, seen] of [
    [1, 31, [right, up], "3.3.2026"],
    [3, 31, [right, down], "3.3.2026"],
    [2, 28, ["3", "1", right, "1", "2"], "3.12.2026"],
    [1, 30, ["3", "1", right, "1", "2"], "31.12.2026"],
  ]) {
    const found = await ask(new Date(2026, month - 1, day, 12), keys);
    console.log(`${day}.${month}.2026, keys ${JSON.stringify(keys)}: ${found}`);
    same &&= found === seen;
  }
  process.exit(same ? 0 : 1);
})();
EOF_JS
node dates.js
