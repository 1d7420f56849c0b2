"""A road that begins again, asked about in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.spoken.facts import sentence
from lastmile_tui.domain.crossing.again import again
from lastmile_tui.domain.crossing.laps import say_new_lap
from lastmile_tui.domain.input.drives.at_end import begin_again as asked
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from lastmile_tui.cli.linear.host import LinearHost


def begin_again(host: LinearHost, uid: str, text: str) -> None:
    """Ask when a road begins again until that is read; an empty line leaves it as it is."""
    session = host.session
    record, today = session.record(uid), session.today
    question = asked(record, today)
    while line := text or host.ask(f"{question.sentence} An empty line leaves it as it is."):
        try:
            change = again(record, line, session.goals, today)
            if change.make is None:
                host.change(change.uid, change.move)
            else:
                lap = session.keep(change.uid, change.make, change.move)
                host.say(sentence(say_new_lap(lap, today)))
        except LastmileError as error:
            host.say(sentence(str(error)))
            text = ""
        else:
            return
    host.say("Nothing changed.")
