"""How the council stands beside another, as a word and as a mark; shape says it without colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from pmf_analysis.framework.indicator import Polarity
from pmf_analysis.judgements.evidence import Against
from pmf_analysis.visuals import theme, words
from pmf_analysis.visuals.scorecard import RatingMark

__all__ = ["MARKS", "Beside", "Mark", "beside", "mark"]


class Beside(StrEnum):
    """How the council's figure stands beside another, once chance is allowed for."""

    BETTER = "better"
    WORSE = "worse"
    SIMILAR = "similar"
    HIGHER = "higher"
    LOWER = "lower"
    UNTESTED = "not tested"


@dataclass(frozen=True)
class Mark:
    """What a standing is drawn as.

    Attributes
    ----------
    character, css : str
        In text, and its class in the style sheet.
    shape : str
        Of a chart's point, as Vega names it.
    fill, stroke : str
        Colours.
    """

    character: str
    css: str
    shape: str
    fill: str
    stroke: str = "#fff"


_UNCLEAR = Mark("▲", "none", "triangle-up", theme.NEITHER)
MARKS: Mapping[Beside, Mark] = MappingProxyType(
    {
        Beside.BETTER: Mark("●", "blue", "circle", theme.IMPROVEMENT),
        Beside.WORSE: Mark("◆", "red", "diamond", theme.CONCERN),
        Beside.SIMILAR: Mark("■", "none", "square", theme.COMMON),
        Beside.HIGHER: _UNCLEAR,
        Beside.LOWER: _UNCLEAR,
        Beside.UNTESTED: Mark("○", "none", "circle", "#fff", theme.INK),
    }
)


def beside(other: Against | None, polarity: Polarity) -> Beside:
    """Say how the council stands beside another; a range has no better side by itself."""
    if other is None or other.side is None:
        return Beside.UNTESTED
    if other.side == 0:
        return Beside.SIMILAR
    if polarity not in {Polarity.HIGHER, Polarity.LOWER}:
        return Beside.HIGHER if other.side > 0 else Beside.LOWER
    better = (other.side > 0) == (polarity is Polarity.HIGHER)
    return Beside.BETTER if better else Beside.WORSE


def mark(standing: Beside) -> RatingMark:
    """Return the shape and the word of a standing."""
    drawn = MARKS[standing]
    return RatingMark(drawn.character, words.capital(standing.value), drawn.css)
