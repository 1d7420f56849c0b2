#!/usr/bin/env bash
# git 2.39.5 mktree refuses an object that is missing, but writes a tree that has one name twice and
# ends with 0. Only fsck, and servers that check what is pushed, call it broken.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq git=1:2.39.5-0+deb12u3
dpkg -x git_*.deb .
export HOME="$folder" PATH="$folder/usr/bin:$PATH" GIT_EXEC_PATH="$folder/usr/lib/git-core"
git --version
git init -q --bare -b main work
cd work
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
old=$(echo 'old' | git hash-object -w --stdin)
new=$(echo 'new' | git hash-object -w --stdin)
tree=$(printf '100644 blob %s\tnotes.txt\n100644 blob %s\tnotes.txt\n' "$old" "$new" | git mktree)
echo "mktree ended with $?; the tree:"
git ls-tree "$tree"
echo "notes.txt in it: $(git cat-file blob "$tree:notes.txt")"
git update-ref refs/heads/main "$(git commit-tree -m notes "$tree")"
git clone -q . ../clone && echo "a clone of it, without a word, has: $(cat ../clone/notes.txt)"
checked=$(git fsck 2>&1 || true)
echo "fsck: $checked"
[ "$(git ls-tree "$tree" | wc -l)" = 2 ]
grep -q duplicateEntries <<< "$checked"
