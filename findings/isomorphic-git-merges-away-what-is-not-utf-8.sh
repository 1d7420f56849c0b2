#!/usr/bin/env bash
# isomorphic-git 1.44.19 reads the files that it merges as UTF-8 and writes them so: a byte that is none, the é of
# an old Windows file, is three others after a merge without a conflict, in a line that neither side has touched. Into
# a file with a zero byte it writes markers of conflicts. git merges bytes and leaves such files whole.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'isomorphic-git@1.44.19' > /dev/null
cat > read.js <<'EOF_JS'
const fs = require("node:fs");
const git = require("isomorphic-git");
const author = { name: "writer", email: "writer@example.org" };
console.log("isomorphic-git", git.version());
const dir = "goals";
const commit = async (file, bytes) => {
  fs.writeFileSync(`${dir}/${file}`, Buffer.from(bytes, "latin1"));
  await git.add({ fs, dir, filepath: file });
  await git.commit({ fs, dir, author, message: file });
};
const merged = async (file, base, ours, theirs) => {
  fs.rmSync(dir, { recursive: true, force: true });
  await git.init({ fs, dir, defaultBranch: "main" });
  await commit(file, base);
  await git.branch({ fs, dir, ref: "theirs" });
  await commit(file, ours);
  await git.checkout({ fs, dir, ref: "theirs" });
  await commit(file, theirs);
  await git.checkout({ fs, dir, ref: "main" });
  let said = "merged";
  try {
    await git.merge({ fs, dir, author, ours: "main", theirs: "theirs", abortOnConflict: false });
    await git.checkout({ fs, dir, ref: "main", force: true });
  } catch (error) {
    said = error.code;
  }
  const seen = JSON.stringify(fs.readFileSync(`${dir}/${file}`).toString("latin1"));
  console.log(`${file}: ${said}: ${seen}`);
  return `${said} ${seen}`;
};
(async () => {
  const text = await merged("words.txt", "1\ncaf\xe9\n3\n", "1 ours\ncaf\xe9\n3\n", "1\ncaf\xe9\n3 theirs\n");
  const bytes = await merged("road.bin", "\0a\n", "\0b\n", "\0c\n");
  const same =
    text === 'merged "1 ours\\ncaf\u00ef\u00bf\u00bd\\n3 theirs\\n"' &&
    bytes.startsWith('MergeConflictError "<<<<<<< main\\n\\u0000b\\n=======');
  process.exit(same ? 0 : 1);
})();
EOF_JS
node read.js
