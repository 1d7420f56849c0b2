#!/usr/bin/env bash
# git 2.39.5: where the program of a merge driver is not found, git does not say that it failed, and does
# not fall back to its own merge: it reports a conflict, and leaves our version without one marker, as
# if it were merged. `git commit -a` then drops theirs. git's own merge would have had both lines.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq git=1:2.39.5-0+deb12u3
dpkg -x git_*.deb .
export HOME="$folder" PATH="$folder/usr/bin:$PATH" GIT_EXEC_PATH="$folder/usr/lib/git-core" GIT_CONFIG_NOSYSTEM=1
git --version
git config --global user.name a && git config --global user.email a@example.org
git init -q -b main work
cd work
printf '%s\n' one two three four five > notes.txt
echo 'notes.txt merge=mine' > .gitattributes
git add . && git commit -qm begun
git checkout -qb theirs && sed -i 's/five/five, theirs/' notes.txt && git commit -qam theirs
git checkout -q main && sed -i 's/one/one, ours/' notes.txt && git commit -qam ours

git merge -q --no-edit theirs # the driver has no settings here: git merges by itself
echo "no driver set: $(grep -c 'ours\|theirs' notes.txt) of 2 changes, and exit code $?"
git reset -q --hard HEAD~1
git config merge.mine.driver 'merge-notes %O %A %B'
merged=0
git merge --no-edit theirs > log 2>&1 || merged=$?
cat log
echo "driver not found: exit code $merged, $(grep -c 'ours\|theirs' notes.txt) of 2 changes, $(grep -c '<<<<' notes.txt || true) markers"
git commit -qam merged
echo "after git commit -a: $(paste -sd ' ' notes.txt)"
[ "$merged" = 1 ] && [ "$(paste -sd ' ' notes.txt)" = 'one, ours two three four five' ]
grep -q 'CONFLICT (content)' log
