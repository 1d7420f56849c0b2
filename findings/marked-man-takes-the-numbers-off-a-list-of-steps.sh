#!/usr/bin/env bash
# marked-man 2.1.1 makes a page of man of Markdown. Numbered lists come out with bullets like any other: `1. Build` and
# `2. Install` are `\(bu` both, so that "see step 2" points nowhere. Check boxes go, too: what is open and what is done
# look alike. pandoc keeps both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'marked-man@2.1.1' > /dev/null
node -p '"marked-man " + require("./node_modules/marked-man/package.json").version'
cat > roads.1.md <<'EOF_MD'
# roads(1) -- drive

## STEPS

1. Build
2. Install

## STATE

- [ ] open
- [x] done
EOF_MD
node_modules/.bin/marked-man roads.1.md > roads.1
sed -n '/^\.SH STEPS/,$p' roads.1 | grep -v -e '^$' -e '^\.R[SE]' | tee seen
diff seen - <<'EOF_SEEN'
.SH STEPS
.IP \(bu 2
Build
.IP \(bu 2
Install
.SH STATE
.IP \(bu 2
open
.IP \(bu 2
done
EOF_SEEN
