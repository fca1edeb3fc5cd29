"""A button that makes a panel when it is first wanted: until then it costs its reader nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from pmf_analysis.framework.errors import PmfError
from pmf_analysis.visuals.templates import render
from pmf_analysis.visuals.widgets.look import style
from pmf_analysis.visuals.widgets.panel import Panel

__all__ = ["Opener"]


class Opener(widgets.VBox):  # type: ignore[misc, unused-ignore]
    """A button, and beneath it what it opened; pressed again, it puts that away.

    Parameters
    ----------
    label : str
        What it opens, in words.
    make : callable
        Makes the panel.
    """

    def __init__(self, label: str, make: Callable[[], Panel]) -> None:
        self.label, self._make = label, make
        self.panel: Panel | None = None
        self.button, self.message = widgets.Button(description=label), widgets.HTML()
        self.button.on_click(self._pressed)
        self._parts = (style(), self.button, self.message)
        super().__init__(self._parts)
        self.add_class("pmf-opener")

    def _pressed(self, _: Any) -> None:
        if self.panel is None:
            self._open()
            return
        hidden = self.panel.layout.display == "none"
        self._show(hidden)

    def _open(self) -> None:
        self.button.disabled, self.button.description = True, "Opening \u2026"
        try:
            self.panel = self._make()
        except PmfError as error:
            self.message.value = render("message.html", css="said", text=str(error))
            self.button.description = self.label
        else:
            self.message.value = ""
            self.children = (*self._parts, self.panel)
            self._show(True)
        finally:
            self.button.disabled = False

    def _show(self, wanted: bool) -> None:
        if self.panel is not None:
            self.panel.layout.display = None if wanted else "none"
        self.button.description = f"Close: {self.label}" if wanted else self.label
