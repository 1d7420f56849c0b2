#!/usr/bin/env bash
# dulwich 1.2.21 with merge3 1.0.0: where both sides changed the end of a file and ours has no newline there, the
# marker of the conflict is written onto our last line, `2 of ours=======`. Who looks for a line that begins with it,
# as git's own tools and editors do, finds no middle, and what is cut out by hand has it in the text. git puts
# the newline in.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'dulwich==1.2.21' 'merge3==1.0.0'
export HOME=$folder GIT_CONFIG_NOSYSTEM=1
git config --global user.name writer
git config --global user.email writer@example.org
git config --global init.defaultBranch main
git init -q both
cd both
commit() { printf '%b' "$2" > goals.txt && git add goals.txt && git commit -qm "$1"; }
commit begun '1\n'
git checkout -qb theirs
commit theirs '1\n2 of theirs\n'
git checkout -q main
commit ours '1\n2 of ours'
cp -r . ../again
git merge -q theirs > /dev/null 2>&1 || true
cd ../again
../venv/bin/python - <<'EOF_PYTHON'
from dulwich import porcelain

porcelain.merge(".", "theirs", author=b"writer <writer@example.org>", committer=b"writer <writer@example.org>")
EOF_PYTHON
cd ..
git --version
echo "dulwich $(venv/bin/pip show dulwich | sed -n 's/^Version: //p'), \
merge3 $(venv/bin/pip show merge3 | sed -n 's/^Version: //p')"
for side in both again; do echo "$side: $(paste -sd '|' $side/goals.txt)"; done
grep -qx '=======' both/goals.txt
grep -qx '2 of ours=======' again/goals.txt
