#!/usr/bin/env bash
# kanban-tui 0.21.2 gives the number of the task that was deleted last to the next one: what remembers a task
# by its task_id takes a new task for the old one. Number and creation_date together tell them apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -c 'import sys; sys.exit(sys.version_info < (3, 12))' || { echo "needs Python 3.12"; exit 1; }
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'kanban-tui==0.21.2'
export HOME="$folder" XDG_CONFIG_HOME="$folder/config" XDG_DATA_HOME="$folder/data"
ktui="$folder/venv/bin/ktui"
"$ktui" --version
"$ktui" board create Thesis > /dev/null
"$ktui" task create draft
"$ktui" task create print
"$ktui" task delete 2 --no-confirm
"$ktui" task create bind | tee "$folder/last"
grep -q 'task_id = 2' "$folder/last"
