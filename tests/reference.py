"""Write what is made of the tables of the code: python tests/reference.py

Pages of docs, the page of man, and the help that is printed before anything is imported.
`test_reference.py` fails when a committed one is not what this writes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from lastmile_tui.cli.manual.markdown import reference_of
from lastmile_tui.cli.manual.pages import read_pages
from lastmile_tui.cli.manual.roff import page_of
from lastmile_tui.cli.parser import whole_parser
from support.docs.tables import json_page, keys_page, settings_page

ROOT = Path(__file__).parent.parent

HELP = '''\
"""The help of the program, which is printed before anything is imported.

Made by tests/reference.py of what the parser prints in 80 columns: not by hand.
"""

COLUMNS = 80

TEXT = """\\
{}"""
'''


def written():
    """What each of the files should be."""
    os.environ["COLUMNS"] = "80"
    pages = read_pages()
    return {
        ROOT / "docs" / "reference.md": reference_of(pages),
        ROOT / "docs" / "config.md": settings_page(),
        ROOT / "docs" / "keys.md": keys_page(),
        ROOT / "docs" / "json.md": json_page(),
        ROOT / "docs" / "lastmile.1": page_of(pages),
        ROOT / "lastmile_tui" / "help_text.py": HELP.format(whole_parser().format_help()),
    }


def main():
    for path, text in written().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
