#!/usr/bin/env bash
# Org 9.5.5 in Emacs 28.2 adds a month to the number of the month and lets what is too much run over: a task
# of 31 January that repeats `+1m` is next due on 3 March, and from then on the third of each month for good. A
# yearly one of 29 February moves to 1 March.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
version=1:28.2+1-15+deb12u4
apt-get download -qq "emacs-nox=$version" "emacs-common=$version" "emacs-bin-common=$version" 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
export HOME=$folder PATH=$folder/usr/bin:$PATH
lisp=$folder/usr/share/emacs/28.2/lisp
load=()
for part in org calendar; do
    load+=(-L "$lisp/$part")
done
cat > repeats.el <<'EOF_LISP'
(require 'org)
(princ (format "Emacs %s, Org %s\n" emacs-version (org-version)))
(dolist (stamp '("<2035-01-31 Wed +1m>" "<2035-02-03 Sat +1m>" "<2036-02-29 Fri +1y>"))
  (with-temp-buffer
    (org-mode)
    (insert "* TODO Pay the rent\nDEADLINE: " stamp "\n")
    (goto-char (point-min))
    (let ((org-log-done nil) (org-log-repeat nil))
      (org-todo 'done))
    (string-match "DEADLINE: \\(.*\\)" (buffer-string))
    (princ (format "%s done, next: %s\n" stamp (match-string 1 (buffer-string))))))
EOF_LISP
emacs-nox -Q --batch "${load[@]}" -l repeats.el 2> /dev/null | tee seen
grep -q '<2035-01-31 Wed +1m> done, next: <2035-03-03 Sat +1m>' seen
grep -q '<2035-02-03 Sat +1m> done, next: <2035-03-03 Sat +1m>' seen
grep -q '<2036-02-29 Fri +1y> done, next: <2037-03-01 Sun +1y>' seen
