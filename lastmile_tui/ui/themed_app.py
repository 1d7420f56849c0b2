"""An app in the colours of its settings: our themes, the user's own, and one that is tried on."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import on
from textual.filter import ANSIToTruecolor

from lastmile_tui.config.table import AUTO
from lastmile_tui.ui.drawing.few_colours import themes_for
from lastmile_tui.ui.drawing.palette import COLOURS, STRONG, WITHOUT_COLOUR
from lastmile_tui.ui.drawing.themes import DARK, theme_of
from lastmile_tui.ui.first_frame.still import StillApp
from lastmile_tui.ui.keyboard.shade import TerminalShade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.filter import LineFilter
    from textual.theme import Theme

    from lastmile_tui.config import Config
    from lastmile_tui.config.colours import ThemeColours
    from lastmile_tui.terminals import Terminal

_FOLLOWS = f"{AUTO} "
"""Stands before the theme that is remembered, where following the terminal was chosen."""

STILL_SECONDS = 0.05
"""How soon it is seen that the first frame is over."""


class ThemedApp(StillApp):
    """An app whose themes come from its settings, and may change with them."""

    config: Config
    terminal: Terminal
    _before: str | None = None
    """The theme that is worn in earnest, while another one is tried on."""

    _missed: tuple[str, str] = ("", "")
    """A theme that is not there, and the one that is worn in its place until it comes."""

    _dark: bool | None = None
    """Whether the terminal is dark, where it told so."""

    follows = False
    """Whether the theme is the one for what the terminal is."""

    _tries_auto = False
    """Whether that is tried on."""

    _styled_ansi = False
    """Whether what is on the screen has the terminal's own colours."""

    @abstractmethod
    def remember(self) -> None:
        """Keep the look for the next start."""

    def put_on(self, remembered: str | None, own: Iterable[ThemeColours]) -> None:
        """Begin with our themes, those of the user's `own` that are there, and one of them all."""
        for theme in (*themes_for(self.terminal.colours), *map(theme_of, own)):
            self.register_theme(theme)
        self.wear(remembered)

    def wear(self, remembered: str | None) -> None:
        """Wear the theme of the settings, or else what was remembered (`theme_kept`)."""
        self.follows = (self.config.theme or remembered or "").split(" ")[0] == AUTO
        self.theme = self.theme_for(remembered)
        self._missed = (self._wanted(remembered), self.theme)

    @property
    def _native_ansi(self) -> bool:
        """Whether the theme has the terminal's own colours: Textual 8.0 knows by `ansi_color`."""
        return bool(getattr(self, "native_ansi_color", self.ansi_color))

    def refresh_css(self, animate: bool = True) -> None:  # as Textual has it
        """Style all that is there anew; before there is a screen, each is styled anyway."""
        sheet = self.stylesheet
        if not self.screen_stack:
            sheet.set_variables(self.get_css_variables())
            self._styled_ansi = self._native_ansi
            return
        if self._styled_ansi != self._native_ansi:
            # Textual 8.2.8 paints the screen on top, and what shows below it, before it styles
            # what is below: a line dimmed on the terminal's own background ends the app then.
            sheet.set_variables(self.get_css_variables())
            sheet.reparse()
            for screen in self.screen_stack[:-1]:
                sheet.update(screen, animate=animate)
            self._styled_ansi = self._native_ansi
        super().refresh_css(animate)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Those of Textual, without the one that needs true colours where there are none yet.

        It comes with a theme at once, and the colours with the style sheet.
        """
        filters = super().get_line_filters()
        if self._styled_ansi:
            return [each for each in filters if not isinstance(each, ANSIToTruecolor)]
        return filters

    def theme_for(self, remembered: str | None) -> str:
        """The name of the theme to begin with, where one was remembered."""
        wanted = self._wanted(remembered)
        return wanted if wanted in self.available_themes else DARK.name

    def _wanted(self, remembered: str | None) -> str:
        """The theme of the settings, or what was remembered; empty for none.

        One that follows the terminal is as it was last, until the terminal tells more.
        """
        if self.follows:
            return self._of_both((remembered or "").removeprefix(_FOLLOWS))
        return self.config.theme or remembered or ""

    def _of_both(self, worn: str) -> str:
        """The theme for a dark or a light terminal, by what it told, or else the one worn."""
        dark, light = self.config.theme_dark, self.config.theme_light
        if self._dark is not None:
            return dark if self._dark else light
        return light if worn == light else dark

    @property
    def theme_kept(self) -> str:
        """What is remembered of the theme: its name, and that it follows, where that was chosen."""
        return _FOLLOWS * (self.follows and self.config.theme != AUTO) + self.theme

    def replace_themes(self, gone: Iterable[str], new: Iterable[ThemeColours]) -> None:
        """Take in what became of the user's own themes; the one that is worn stays, or changes."""
        for name in gone:
            if name not in (self.theme, self._before):
                self.unregister_theme(name)
        for colours in new:
            theme = theme_of(colours)
            if self.get_theme(theme.name) != theme:
                self.register_theme(theme)
                if theme.name == self.theme:
                    self.mutate_reactive(ThemedApp.theme)
        self._put_on_missed()

    def _put_on_missed(self) -> None:
        """Wear the theme that was not there, once it is, where no other was chosen since."""
        name, instead = self._missed
        if name not in self.available_themes:
            return
        self._missed = ("", "")
        if self._before is None and self.theme == instead:
            self.theme = name
        elif self._before == instead:
            self._before = name

    def try_on(self, name: str | None) -> None:
        """Show a theme that is not chosen; None goes back to the one that is."""
        self._tries_auto = name == AUTO
        if name is None:
            name, self._before = self._before, None
        elif self._before is None:
            self._before = self.theme
        if name == AUTO:
            name = self._of_both(self._before or self.theme)
        if name is not None and name in self.available_themes:
            self.theme = name

    def choose_theme(self, name: str) -> None:
        """Wear a theme in earnest, which may be tried on already, or the one for the terminal."""
        self.follows = name == AUTO
        self.try_on(name)
        self._before, self._tries_auto = None, False
        self._missed = ("", "")
        self.remember()
        self.ask_terminal()

    def remember_theme(self, _: Theme) -> None:
        """Keep a theme that is chosen."""
        if self._before is None:
            self.remember()

    def ask_terminal(self) -> None:
        """Ask whether the terminal is dark or light, where the theme follows that."""
        if self.follows:
            self.ask_shade()
            if self._dark is not None:
                self.follow_terminal(dark=self._dark)

    def ask_shade(self) -> None:
        """Ask whether the terminal is dark or light.

        Not a terminal that has no title: those take what is asked so for a text.
        """
        ask = getattr(self._driver, "ask_shade", None)
        if ask is not None and self.terminal.titled:
            ask()

    @on(TerminalShade)
    def _shaded(self, message: TerminalShade) -> None:
        self._dark = message.dark
        if self._tries_auto:
            self.try_on(AUTO)
        self.follow_terminal(dark=message.dark)

    def follow_terminal(self, *, dark: bool) -> None:
        """Wear the theme for a dark or a light terminal, where that is followed.

        A first frame that the terminal shows already is taken over before.
        """
        if not self.follows:
            return
        if self.still:
            self.set_timer(STILL_SECONDS, lambda: self.follow_terminal(dark=dark))
            return
        name = self.config.theme_dark if dark else self.config.theme_light
        if name not in self.available_themes:
            self._missed = (name, self._before or self.theme)
            return
        if self._before is not None:
            self._before = name
        else:
            self.theme = name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our drawing asks of any theme."""
        without = {WITHOUT_COLOUR: "yes"} if self.no_color else {}
        return {COLOURS: str(self.terminal.colours), STRONG: "bold", **without}

    def show_background(self, theme: Theme) -> None:
        """Let what is around the app have its colour, where we may say which."""
        if show := getattr(self._driver, "show_background", None):
            show(theme.background)
