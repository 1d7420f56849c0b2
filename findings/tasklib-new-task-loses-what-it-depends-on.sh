#!/usr/bin/env bash
# tasklib 2.5.1 saves a new Task whose `depends` was given with its other fields without it, and says nothing:
# project and tags given the same way are kept, and so is a `depends` that is set after the first save. The order
# of the tasks, for which it was written, is lost to Taskwarrior and to all that read its export.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq taskwarrior=2.6.2+dfsg-1 2> /dev/null
dpkg -x taskwarrior_*.deb .
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'tasklib==2.5.1'
mkdir data
printf 'data.location=%s\nverbose=nothing\n' "$folder/data" > taskrc
export TASKRC="$folder/taskrc" TASKDATA="$folder/data" HOME="$folder" PATH="$folder/usr/bin:$PATH"
echo "taskwarrior $(task --version)"
venv/bin/python - <<'EOF_PYTHON'
import json
import subprocess
from importlib.metadata import version

from tasklib import Task, TaskWarrior

print("tasklib", version("tasklib"))
warrior = TaskWarrior(data_location="data", taskrc_location="taskrc")
first = Task(warrior, description="Write the text")
first.save()
given = Task(warrior, description="Print it", project="Thesis", tags=["paper"], depends={first})
given.save()
later = Task(warrior, description="Bind it", project="Thesis", tags=["paper"])
later.save()
later["depends"] = {first}
later.save()
exported = json.loads(subprocess.run(["task", "export"], capture_output=True, check=True).stdout)
for task in exported[1:]:
    print(f"{task['description']}:", *(f"{name}={task.get(name)}" for name in ("project", "tags", "depends")))
_, print_it, bind_it = exported
assert print_it["project"] == "Thesis" and print_it["tags"] == ["paper"] and "depends" not in print_it
assert bind_it["depends"] == [first["uuid"]]
EOF_PYTHON
