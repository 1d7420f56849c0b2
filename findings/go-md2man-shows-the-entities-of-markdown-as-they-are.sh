#!/usr/bin/env bash
# go-md2man 2.0.2, by which many tools make their man pages of Markdown, puts `&lt;day&gt;`, a usual way to write
# <day> there, onto the page as it stands, and `&quot;` too. `&amp;` it reads, and `\<day\>`. pandoc, or
# any reader of CommonMark, shows <day>.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq go-md2man=2.0.2+ds1-1 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
echo "go-md2man $(dpkg-deb -f ./*.deb Version)"
cat > roads.md <<'EOF_MARKDOWN'
# roads 1

## NAME
roads - a list of goals

roads show &lt;day&gt; &amp; &quot;all&quot; \<day\>
EOF_MARKDOWN
usr/bin/go-md2man -in roads.md -out roads.1
echo "written: $(tail -n 1 roads.md)"
echo "as a man page: $(tail -n 1 roads.1)"
grep -qxF 'roads show &lt;day&gt; & &quot;all&quot; <day>' roads.1
