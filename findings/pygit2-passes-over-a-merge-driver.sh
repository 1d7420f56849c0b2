#!/usr/bin/env bash
# pygit2 1.21.0 (libgit2, as in many graphical clients) passes over a merge driver of the configuration that
# .gitattributes asks for: it merges the lines of the file itself and reports no conflict. git calls the driver.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pygit2==1.21.0'
export HOME="$folder" GIT_CONFIG_NOSYSTEM=1
git init --quiet "$folder/repo"
cd "$folder/repo"
git config user.email ann@example.org
git config user.name Ann
git config merge.roads.driver "echo called >> '$folder/called'; exit 1"
echo '*.json merge=roads' > .gitattributes
printf '{\n"a": 1,\n"b": 1,\n"c": 1,\n"d": 1\n}\n' > data.json
git add .
git commit --quiet -m base
git checkout --quiet -b theirs
sed -i 's/"a": 1/"a": 2/' data.json
git commit --quiet -am theirs
git checkout --quiet -
sed -i 's/"d": 1/"d": 3/' data.json
git commit --quiet -am ours
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import pygit2

print("pygit2", pygit2.__version__, "libgit2", pygit2.LIBGIT2_VERSION)
repository = pygit2.Repository(".")
repository.merge(repository.branches["theirs"].target)
print("conflicts:", repository.index.conflicts)
assert repository.index.conflicts is None
EOF_PYTHON
tr '\n' ' ' < data.json
echo
grep -q '"a": 2' data.json
grep -q '"d": 3' data.json
[ ! -e "$folder/called" ] && echo "pygit2: the driver was not called"
git reset --quiet --hard
git merge --quiet theirs > /dev/null 2>&1 || true
[ "$(cat "$folder/called")" = called ] && echo "git: the driver was called"
