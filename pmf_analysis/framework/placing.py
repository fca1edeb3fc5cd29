"""How one council's figures are filed under another's framework, to show it at work."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from pmf_analysis.framework.plan import Code, Value

__all__ = ["Placing"]

Codes = dict[Code, str]
LeftOut = dict[Code, Literal[""]]


class Placing(Value):
    """``placing.yml`` of a ready-made framework.

    Attributes
    ----------
    of : str
        Code of the council whose figures are placed; another's are left as they are.
    themes, missions, perspectives, directorates, services, groups : dict of str to str
        Its code, and the framework's; "" leaves out all that belongs to it. A code that is not
        named is kept as it is.
    indicators, actions, risks, lines : dict of str to str
        "" leaves it out. A line is one of ``finance.csv``.
    unsaid : tuple of str
        Indicators whose commentary is left out, and kinds of page, such as ``directorate``, whose
        words about the page as a whole are.
    without : tuple of str
        Tables that are left out.
    words : dict of str to str
        What it says, and what this council says.
    """

    of: str
    themes: Codes = Field(default_factory=dict)
    missions: Codes = Field(default_factory=dict)
    perspectives: Codes = Field(default_factory=dict)
    directorates: Codes = Field(default_factory=dict)
    services: Codes = Field(default_factory=dict)
    groups: Codes = Field(default_factory=dict)
    indicators: LeftOut = Field(default_factory=dict)
    actions: LeftOut = Field(default_factory=dict)
    risks: LeftOut = Field(default_factory=dict)
    lines: LeftOut = Field(default_factory=dict)
    unsaid: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    words: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _directorates_stay_apart(self) -> Self:
        """Refuse two that go to one: each has a figure of its own for the same period."""
        goes = [to for to in self.directorates.values() if to]
        twice = sorted({to for to in goes if goes.count(to) > 1})
        if twice:
            raise ValueError(f"directorates go to one each; two go to {', '.join(twice)}")
        return self

    def codes(self, kind: str) -> Codes:
        """Return where codes of a kind of thing go, such as ``theme`` or ``organisation``."""
        match kind:
            case "organisation":
                return self.directorates | self.services
            case "board":
                return self.groups
            case "theme" | "mission" | "perspective" | "directorate" | "service":
                return self._named(kind)
            case "indicator" | "action" | "risk" | "line":
                return self._named(kind)
        return {}

    def _named(self, kind: str) -> Codes:
        found: Codes = getattr(self, f"{kind}s")
        return found

    @property
    def partial(self) -> bool:
        """Whether parts of its council have no place here."""
        return "" in self.codes("organisation").values()

    @cached_property
    def _phrases(self) -> re.Pattern[str]:
        longest_first = sorted(self.words, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def said(self, text: str) -> str:
        """Return a text in this council's words.

        Examples
        --------
        >>> Placing(of="X", words={"Cabinet": "Executive"}).said("Cabinet agreed.")
        'Executive agreed.'
        """
        if not self.words:
            return text
        return self._phrases.sub(lambda found: self.words[found.group()], text)
