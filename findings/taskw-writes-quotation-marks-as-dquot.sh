#!/usr/bin/env bash
# taskw 2.0.0, by which bugwarrior fills Taskwarrior, hands over each quotation mark as `&dquot;`, as the files
# of an older Taskwarrior had it. Taskwarrior 2.6.2 keeps these letters: it shows them in its lists, does not find
# the task by the title that was given, and exports them; taskw reads them back as letters itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq taskwarrior=2.6.2+dfsg-1 2> /dev/null
dpkg -x taskwarrior_*.deb .
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'taskw==2.0.0'
mkdir data
printf 'data.location=%s\nverbose=nothing\n' "$folder/data" > taskrc
export TASKRC="$folder/taskrc" TASKDATA="$folder/data" HOME="$folder" PATH="$folder/usr/bin:$PATH"
echo "taskwarrior $(task --version)"
venv/bin/python - <<'EOF_PYTHON'
import json
import subprocess
from importlib.metadata import version

from taskw import TaskWarrior

print("taskw", version("taskw"))
title = 'Read "Dubliners"'
warrior = TaskWarrior(config_filename="taskrc")
made = warrior.task_add(title)
seen = warrior.get_task(uuid=made["uuid"])[1]["description"]


def task(*words):
    return subprocess.run(["task", *words], capture_output=True, check=False, text=True).stdout


exported = json.loads(task("export"))[0]["description"]
print(f"given: {title}\ntaskw reads: {seen}\ntask exports: {exported}")
print("task shows:", task("_get", "1.description").strip())
print("task finds by the title:", task(f"description.is:{title}", "export").strip() or "nothing")
assert seen == exported == "Read &dquot;Dubliners&dquot;"
subprocess.run(["task", "import"], input=json.dumps([{"description": title}]), text=True, check=True)
imported = json.loads(task("export"))[1]["description"]
print("task exports what it imported itself:", imported)
assert imported == title
EOF_PYTHON
