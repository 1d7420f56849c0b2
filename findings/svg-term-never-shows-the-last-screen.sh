#!/usr/bin/env bash
# svg-term-cli 2.1.1 makes a moving picture of a recording. Each screen stands until the next one comes, and the last
# one comes when the time is over: its animation of 3.5 seconds has the last screen at 100 %, in steps that change at
# their end, and begins anew. So what a recording ends with is in the file and is never seen. termtosvg 1.1.0 adds a
# second for it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'svg-term-cli@2.1.1' > /dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'termtosvg==1.1.0' 'setuptools<81'
cat > talk.cast <<'EOF_CAST'
{"version": 2, "width": 20, "height": 3, "timestamp": 1767225600}
[0.5, "o", "plan\r\n"]
[1.5, "o", "drive\r\n"]
[3.5, "o", "arrived"]
EOF_CAST
node -p '"svg-term-cli " + require("./node_modules/svg-term-cli/package.json").version'
node_modules/.bin/svg-term --in talk.cast --out talk.svg
venv/bin/termtosvg render talk.cast other.svg 2> /dev/null
grep -o '42.9%{transform.*translateX(-60px)}}' talk.svg | tee seen
grep -o 'animation-duration:[^"]*' talk.svg | tee -a seen
grep -c '<svg x="60">.*arrived' talk.svg | sed 's/^/lines in which the last screen has "arrived": /' | tee -a seen
grep -o -m 1 'animation-duration: [0-9]*ms' other.svg | sed 's/^/termtosvg: /' | tee -a seen
diff seen - <<'EOF_SEEN'
42.9%{transform:translateX(-40px)}to{transform:translateX(-60px)}}
animation-duration:3.5s;animation-iteration-count:infinite;animation-name:f;animation-timing-function:steps(1,end)
lines in which the last screen has "arrived": 1
termtosvg: animation-duration: 4500ms
EOF_SEEN
