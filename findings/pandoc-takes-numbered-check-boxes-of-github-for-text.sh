#!/usr/bin/env bash
# pandoc 3.9 reads GitHub's Markdown (-f gfm) with its check boxes in lists of dots, and takes them for plain text
# in numbered lists, where GitHub draws them as well: written again as gfm they are `1. \[ \] Plan`, and no reader
# finds a task there. As its own `markdown` it reads both, and writes gfm that keeps them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'pypandoc_binary==1.17'
pandoc=$(find venv -name pandoc -type f)
"$pandoc" --version | head -n 1
printf '%s\n' '1. [ ] Plan' '2. [x] Pack' '' '- [ ] Move' > moved.md
for format in gfm markdown; do
    "$pandoc" -f "$format" -t gfm moved.md > "$format.md"
    echo "read as $format: $(grep . "$format.md" | paste -sd '|')"
done
[ "$(grep . gfm.md | tr -s ' ')" = "$(printf '%s\n' '1. \[ \] Plan' '2. \[x\] Pack' '- [ ] Move')" ]
[ "$(grep . markdown.md | tr -s ' ')" = "$(printf '%s\n' '1. [ ] Plan' '2. [x] Pack' '- [ ] Move')" ]
