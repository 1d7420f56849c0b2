"""What the page of man says beside the tables of verbs: names, environment, files, exit codes."""

from __future__ import annotations

from typing import Final

from lastmile_tui.locations import HOOK_VARIABLE

SUMMARY: Final = "goals as roads, and a final stretch that is impossible to overlook"

NAMES: Final = (
    "Without a verb the app opens; --linear has all of it in lines, for screen readers.",
    (
        "A GOAL is an id, the start of one, or a part of the title that no other goal has. A MARKER"
        " is its number, or a part of its title. A DATE is what a person writes, such as fri,"
        " 27 nov, in 2 weeks, or 2026-11-27. --json answers to scripts, with names that stay."
    ),
)

ENVIRONMENT: Final = (
    ("LASTMILE_FILE", "the data file, where --file names none."),
    ("LASTMILE_CONFIG", "the settings, where --config names none."),
    ("LASTMILE_LINEAR", "1 for lines and numbered choices instead of a screen, as --linear."),
    ("LASTMILE_EARLY", "0 starts the app without the first frame that was kept, and lists anew."),
    (
        "LASTMILE_TRACEBACK",
        "1 puts all that is known of a crash into its report, texts of yours too.",
    ),
    (HOOK_VARIABLE, "the name of a hook, in the hook itself and all that it starts."),
    ("VISUAL, EDITOR", "the editor of lastmile edit and E, the first of them that is set."),
    ("NO_COLOR", "no colour, unless --color says otherwise; it counts unless it is empty."),
    ("CLICOLOR_FORCE", "colour also in a pipe, unless it is 0 or NO_COLOR is set."),
    ("CLICOLOR", "0 for no colour, unless CLICOLOR_FORCE says otherwise."),
    ("COLUMNS", "how wide lines may be, where it is not what the terminal says."),
    ("XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME", "where the folders of FILES are."),
)

FILES: Final = (
    ("~/.local/share/lastmile/lastmile.json", "the goals."),
    ("~/.config/lastmile/config.toml", "the settings; every line may be left out."),
    ("~/.local/state/lastmile", "backups, and what is of this machine only."),
    ("lastmile paths", "shows where they are."),
)

EXITS: Final = (
    ("0", "It is done."),
    ("1", "It could not be done; review --due: no review is due."),
    ("2", "The command was wrong."),
    ("3 to 17", "sync: why nothing could be exchanged, as lastmile sync --help lists them."),
    ("130, 141", "It was interrupted; nobody read the output any more."),
)
