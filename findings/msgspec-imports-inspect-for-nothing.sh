#!/usr/bin/env bash
# msgspec 0.23.0 prefers typing_extensions where that is installed, also on a Python whose typing has
# all that it takes from there. That module imports inspect, ast, dis and tokenize: most of what
# `import msgspec` takes, and a command line tool pays it at each start without having asked for it.
# Kept out while msgspec is imported, nothing is missing: required and optional keys still hold.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'msgspec==0.23.0' 'typing_extensions==4.15.0'
count() {
  "$folder/venv/bin/python" -I -S -c "
import sys
sys.path.append('$folder/site')
$1
before = set(sys.modules)
import msgspec
new = set(sys.modules) - before
print(len(new), 'modules,', 'with' if 'inspect' in new else 'without', 'inspect')
if 'inspect' not in new:
    del sys.modules['typing_extensions']
from typing import NotRequired, TypedDict
class Movie(TypedDict):
    title: str
    year: NotRequired[int]
assert msgspec.convert({'title': 'Up'}, Movie) == {'title': 'Up'}
"
}
ln -s "$(echo "$folder"/venv/lib/python3.*/site-packages)" "$folder/site"
"$folder/venv/bin/python" --version
"$folder/venv/bin/pip" list --disable-pip-version-check 2> /dev/null | grep -i -E 'msgspec|typing'
echo "as it is:"
first=$(count '') && echo "$first"
echo "typing_extensions kept out:"
second=$(count "sys.modules['typing_extensions'] = None") && echo "$second"
[[ $first == *with\ inspect && $second == *without\ inspect ]]
