"""What every panel of widgets has: controls that choose a series, and one redraw for a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import ipywidgets as widgets

from pmf_analysis.findings.extract import Extract
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.visuals import words
from pmf_analysis.visuals.templates import render
from pmf_analysis.visuals.widgets import offers
from pmf_analysis.visuals.widgets.look import style

__all__ = ["Panel", "dropdown", "fit"]


class Panel(widgets.VBox):  # type: ignore[misc, unused-ignore]
    """Controls, and below them what they choose.

    Parameters
    ----------
    extract : Extract
        All that it can show.
    scope : str
        The code of the indicator to begin with; "" for the first.
    controls : sequence of widget
        What a kind of panel lets its reader choose beside a series.
    parts : sequence of widget
        What shows it; set by `show`.

    Raises
    ------
    WrongUse
        There is no such indicator.
    """

    def __init__(
        self, extract: Extract, scope: str, controls: Sequence[Any], parts: Sequence[Any]
    ) -> None:
        own = extract.framework.words
        self.extract = extract
        self.theme = dropdown(words.capital(own.theme))
        self.find = widgets.Text(description=f"Search {own.indicators}", continuous_update=False)
        self.indicator = dropdown(words.capital(own.indicator), "pmf-wide")
        self.organisation = dropdown("Council or part of it", "pmf-most")
        self.controls = (self.theme, self.find, self.indicator, *self.whose(), *controls)
        self.noted, self.message = widgets.HTML(), widgets.HTML()
        box = widgets.Box(self.controls)
        box.add_class("pmf-controls")
        super().__init__((style(), box, self.noted, self.message, *parts))
        self.add_class("pmf-explorer")
        self._parts = parts
        self._silent, self._seen = False, ()
        self.theme.options = offers.themes(extract)
        fit(self.indicator, offers.indicators(extract, "", ""))
        if scope:
            self.indicator.value = offers.known(extract, scope)
        self._changed(None)
        for control in self.controls:
            control.observe(self._changed, "value")

    def whose(self) -> tuple[Any, ...]:
        """Return the control that chooses between those who report an indicator."""
        return (self.organisation,)

    def offer(self) -> None:
        """Let the controls of this kind of panel offer what the series leaves to choose from."""

    def show(self) -> None:
        """Work out what was chosen and show it.

        Raises
        ------
        WrongUse
            Nothing can be shown of it; the words are shown instead.
        """
        raise NotImplementedError

    def _changed(self, _: Any) -> None:
        if self._silent:
            return
        with self._quietly():
            self._offer()
        chosen = tuple(c.value for c in self.controls if c not in (self.theme, self.find))
        if chosen == self._seen:
            return
        self._seen = chosen
        try:
            self.show()
            said = ""
        except WrongUse as wrong:
            said = render("message.html", css="said", text=str(wrong))
        self.message.value = said
        for part in self._parts:
            part.layout.display = "none" if said else None

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Change controls without drawing anew for each of them."""
        self._silent = True
        try:
            yield
        finally:
            self._silent = False

    def _offer(self) -> None:
        for control in self.controls:
            if control.value is None:  # a page may send that nothing is chosen
                control.index = 0
        fit(self.indicator, offers.indicators(self.extract, self.theme.value, self.find.value))
        self.noted.value = self._note()
        fit(self.organisation, offers.organisations(self.extract, self.indicator.value))
        self.offer()

    def _note(self) -> str:
        """Say so where the search matches nothing."""
        theme, text = self.theme.value, self.find.value.strip()
        if offers.matched(self.extract, theme, text):
            return ""
        word = self.extract.framework.words.indicator
        said = f"No {word} matches \u2018{text}\u2019: all are listed."
        return render("message.html", css="quiet", text=said)


def dropdown(label: str, css: str = "") -> Any:
    """Return an empty dropdown with its label."""
    made = widgets.Dropdown(description=label, options=[("", "")])
    if css:
        made.add_class(css)
    return made


def fit(control: Any, options: list[tuple[str, str]]) -> None:
    """Offer other options; what was chosen stays chosen where it is still among them."""
    if list(control.options) == options:
        return
    chosen = control.value
    control.options = options
    values = [value for _, value in options]
    control.value = chosen if chosen in values else values[0]
