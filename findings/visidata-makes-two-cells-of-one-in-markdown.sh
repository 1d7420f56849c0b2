#!/usr/bin/env bash
# VisiData 3.4 writes tables of Markdown and puts a backslash before what Markdown could take for a mark, a point or a
# hyphen too: `1.5` is written as `1\.5`. The one mark that parts the cells of a table it leaves: `tea|milk` becomes two
# cells, and every reader moves what stands behind it a column on or drops it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'visidata==3.4' 'markdown-it-py==4.0.0' 'setuptools<81'
export HOME=$folder
venv/bin/vd --version
printf 'what,litres\ntea|milk,1.5\n' > list.csv
venv/bin/vd -b list.csv -o list.md < /dev/null > log 2>&1
row=$(sed -n 3p list.md | tr -s ' ')
cells=$(venv/bin/python -c 'import markdown_it as m, sys; print(m.MarkdownIt("gfm-like", {"linkify": False})
    .render(sys.stdin.read()))' < list.md | sed -n 's/.*<td>\(.*\)<\/td>.*/<\1>/p' | paste -s -d ' ')
echo "written: $row"
echo "cells that markdown-it-py reads: $cells"
[ "$row" = '|tea|milk |1\.5 |' ] && [ "$cells" = '<tea> <milk>' ]
