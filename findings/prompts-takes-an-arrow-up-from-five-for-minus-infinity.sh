#!/usr/bin/env bash
# prompts 2.4.2 asks for a number and shows one to begin with, `initial: 5`. An arrow up makes minus infinity of it, and
# where there is a `min`, that: the arrows count from what was typed, and nothing was. After a digit they count.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'prompts@2.4.2' > /dev/null
cat > count.js <<'EOF_JS'
const { PassThrough } = require("node:stream");
const prompts = require("prompts");
console.log("prompts", require("prompts/package.json").version);
const ask = async (question, keys) => {
  const keyboard = new PassThrough();
  const asked = prompts({ name: "km", type: "number", message: "km", stdin: keyboard, stdout: new PassThrough(), ...question });
  for (const key of [...keys, "\r"]) {
    keyboard.write(key);
    await new Promise((done) => setImmediate(done));
  }
  return (await asked).km;
};
(async () => {
  let same = true;
  for (const [question, keys, seen] of [
    [{ initial: 5 }, ["\x1b[A"], -Infinity],
    [{ initial: 5 }, ["\x1b[B"], -Infinity],
    [{ initial: 5, min: 0 }, ["\x1b[A"], 0],
    [{ initial: 5 }, ["5", "\x1b[A"], 6],
    [{ initial: 5 }, [], 5],
  ]) {
    const found = await ask(question, keys);
    console.log(`${JSON.stringify(question)}, keys ${JSON.stringify(keys)}: ${found}`);
    same &&= found === seen;
  }
  process.exit(same ? 0 : 1);
})();
EOF_JS
node count.js
