#!/usr/bin/env bash
# scdoc 1.11.2 makes a page of man. Of a dot that a line begins with it takes no notice but that it leaves it out:
# `.profile` comes out as `profile`, the name of another file, at the beginning of a paragraph, of a later line and
# below an option alike. With a backslash before it the dot is written, as that of a command of man: the line is gone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq scdoc=1.11.2-1 mandoc=1.14.6-1+b1 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
basename scdoc_*.deb
mandoc=$(find . -path '*/bin/*' -name '*mandoc' | head -n 1)
cat > roads.1.scd <<'EOF_SCD'
roads(1)

# FILES

.profile is read first.

Then .roadsrc is read, and
.local after it.

\.last is read at the end.

*-f*
	.other is read.
EOF_SCD
usr/bin/scdoc < roads.1.scd > roads.1
"$mandoc" -T ascii roads.1 | sed 's/.\x08//g' | grep ' is read' | sed 's/^ *//' | tee seen
diff seen - <<'EOF_SEEN'
profile is read first.
Then .roadsrc is read, and local after it.
other is read.
EOF_SEEN
