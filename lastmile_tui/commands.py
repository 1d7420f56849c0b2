"""The one table of what a user can do from the keyboard.

Keys, help, palette and footer all come from here; the configuration changes keys by id.
"""

from __future__ import annotations

from msgspec import Struct


class Command(Struct, frozen=True):
    """A verb: its stable id, its default keys, its word in the footer, and a sentence of help."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    footer: bool = False

    @property
    def palette(self) -> bool:
        """Whether the palette offers it: what moves the cursor is quicker by key."""
        return self.group != MOVE and not self.id.startswith("reach_") and self.id != "palette"


MOVE, DRIVE, GOAL, LOOK, APP = "Move", "Drive", "Goal", "Look", "App"
REVIEW, ANSWER = "Review", "In the review"

COMMANDS = (
    Command(
        "advance", ("space", "l", "right"), "advance", "Reach the next marker", DRIVE, footer=True
    ),
    Command(
        "nudge",
        ("plus",),
        "part way",
        "A tenth of a mile, or how much came",
        DRIVE,
        footer=True,
    ),
    Command("nudge_back", ("minus",), "less", "Take a tenth of a mile back", DRIVE),
    Command("back", ("h", "left"), "back", "Go back to where the last move began", DRIVE),
    *(
        Command(f"reach_{n}", (str(n),), f"marker {n}", f"Reach marker {n}", DRIVE)
        for n in range(1, 10)
    ),
    Command("down", ("j", "down"), "down", "Next road", MOVE),
    Command("up", ("k", "up"), "up", "Previous road", MOVE),
    Command("page_down", ("pagedown", "ctrl+f"), "page down", "A page down", MOVE),
    Command("page_up", ("pageup", "ctrl+b"), "page up", "A page up", MOVE),
    Command("first", ("g", "home"), "first", "First road", MOVE),
    Command("last", ("G", "end"), "last", "Last road", MOVE),
    Command("open", ("enter",), "open", "Open the road", GOAL),
    Command("seal", ("s",), "seal", "Open the seal list, and seal", GOAL, footer=True),
    Command(
        "block", ("b",), "roadblock", "Put a roadblock on the road, or clear it", GOAL, footer=True
    ),
    Command("next_step", ("w",), "next step", "Say what comes next, and when", GOAL, footer=True),
    Command("step_done", ("c",), "step done", "The next step is done; say what comes now", GOAL),
    Command("add", ("a",), "add", "Add a goal in one line", GOAL, footer=True),
    Command("undo", ("u",), "undo", "Undo the last change", GOAL, footer=True),
    Command("redo", ("U", "ctrl+r"), "redo", "Redo what was undone", GOAL),
    Command("note", ("n",), "note", "Write a note into the log", GOAL, footer=True),
    Command(
        "when", ("W",), "date", "Say on which day the newest entry, or this one, was done", GOAL
    ),
    Command("turn", ("t",), "turn", "Say whose turn it is, yours or theirs", GOAL),
    Command("park", ("p",), "park", "Park until a date; the goal comes back by itself", GOAL),
    Command(
        "resume", ("R",), "back on the road", "Bring back what was parked, sealed or let go", GOAL
    ),
    Command("let_go", ("D",), "let go", "Let the goal go, with the reason", GOAL),
    Command("again", ("A",), "again", "Begin a sealed road again, or say how often", GOAL),
    Command("last_mile", ("P",), "last mile", "Pick it as the one last mile of a day", GOAL),
    Command("detour", (), "detour", "Change the road ahead", GOAL),
    Command("edit", ("e",), "edit", "Edit the goal in its place on the road page", GOAL),
    Command(
        "push",
        ("greater_than_sign",),
        "push dates",
        "Move what follows a date that was just moved, too",
        GOAL,
    ),
    Command("edit_text", ("E",), "edit as text", "Edit the goal as text in $EDITOR", GOAL),
    Command("past", ("H",), "history", "The history of a road, day by day", GOAL),
    Command("copy_title", ("y",), "copy title", "Copy the title to the clipboard", GOAL),
    Command("copy_line", ("Y",), "copy line", "Copy the goal as a line for quick add", GOAL),
    Command("template", ("T",), "template", "Add a goal from a template", GOAL),
    Command("save_template", (), "save as template", "Save this road as a template", GOAL),
    Command("duplicate", (), "duplicate", "A second road like this one, not driven yet", GOAL),
    Command("split", (), "split", "Make the road two, behind a marker or an amount", GOAL),
    Command("join", (), "join", "Join another road with this one", GOAL),
    Command("rename", (), "rename", "Give the goal another title", GOAL),
    Command("remove", (), "remove", "Remove the goal; undo brings it back", GOAL),
    Command("review", ("r",), "review", "The daily review, two minutes", REVIEW, footer=True),
    Command("mirror", ("m",), "mirror", "The rear-view mirror: how you finish", REVIEW),
    Command("horizon", ("i",), "horizon", "All roads on one axis of time", REVIEW),
    Command("weekly", (), "weekly look", "Look at the roads that were lost sight of", REVIEW),
    Command(
        "filter", ("slash",), "find", "Filter by a word, #tag, @person or state", LOOK, footer=True
    ),
    Command(
        "view",
        ("v",),
        "view",
        "Active roads, this week, parked, sealed, let go, all",
        LOOK,
    ),
    Command("sort", ("o",), "order", "Change the sort order", LOOK),
    Command(
        "move_down", ("J", "shift+down"), "lower", "Move the road down in your own order", LOOK
    ),
    Command("move_up", ("K", "shift+up"), "higher", "Move the road up in your own order", LOOK),
    Command("density", ("z",), "lane size", "Comfortable or compact lanes", LOOK),
    Command(
        "demo", ("d",), "demo roads", "Drive seven demo roads in a file that is thrown away", APP
    ),
    Command(
        "merge", ("M",), "merge", "Merge copies of other devices; bring back what is missing", APP
    ),
    Command("sync", ("S",), "sync", "Exchange changes with other devices, by way of git", APP),
    Command("guide", (), "first steps", "A first goal, step by step", APP),
    Command("keys", ("question_mark",), "keys", "Show all keys", APP, footer=True),
    Command("palette", ("colon", "ctrl+p"), "palette", "Find a command or a goal", APP),
    Command("suspend", ("ctrl+z",), "suspend", "Suspend to the shell; fg comes back", APP),
    Command("quit", ("q",), "quit", "Quit; everything is saved", APP),
)

REVIEW_COMMANDS = (
    Command("same", ("equals_sign",), "no change", "Nothing has changed", ANSWER),
    Command("drive", ("d",), "drive", "Keep driving it, in a weekly look", ANSWER),
    Command("next_goal", ("enter",), "next", "Next goal", ANSWER),
    Command("previous_goal", ("backspace",), "previous", "Previous goal", ANSWER),
)
"""The commands of a review only, whose keys may mean something else on other screens."""

TABLES = (COMMANDS, REVIEW_COMMANDS)
"""All commands; a key may do one thing in each."""

BY_ID = {command.id: command for table in TABLES for command in table}

ON_SCREEN = frozenset(
    (
        *(command.id for command in BY_ID.values() if command.group == MOVE),
        *("filter", "next_goal", "previous_goal"),
    )
)
"""What a screen does by itself to its cursor, filter or pages; the app carries out the rest."""
