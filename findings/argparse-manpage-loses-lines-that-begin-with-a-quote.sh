#!/usr/bin/env bash
# argparse-manpage 4.8 writes a line of help as it is, also where it begins with a dot or an apostrophe, by which
# roff knows its own requests: the page that mandoc 1.14.6 shows lacks the line "'Done' counts too", and says
# nothing of it unless asked for warnings.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq mandoc=1.14.6-1+b1 2> /dev/null
dpkg -x mandoc*.deb .
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'argparse-manpage==4.8'
venv/bin/python - > page.1 <<'EOF_PYTHON'
import argparse

from argparse_manpage.manpage import Manpage

parser = argparse.ArgumentParser(
    prog="roads",
    description="Lists what is open.\n'Done' counts too.\n.5 miles are shown as half a mile.\nThat is all.",
    formatter_class=argparse.RawDescriptionHelpFormatter,
)
print(Manpage(parser, {}, format="pretty"))
EOF_PYTHON
venv/bin/pip list --disable-pip-version-check 2> /dev/null | grep argparse-manpage
mandoc=$(find . -name mandoc -type f -perm -u+x | head -1)
"$mandoc" -T ascii page.1 | tee shown
grep -q 'Lists what is open' shown
grep -q 'That is all' shown
if grep -q 'counts too' shown || grep -q '5 miles' shown; then exit 1; fi
