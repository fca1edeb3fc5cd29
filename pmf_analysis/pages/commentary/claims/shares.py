"""Claims in words for parts: half of them, one in five, twice as many, up by a third."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmf_analysis.framework.indicator import Unit
from pmf_analysis.pages.commentary.claims.facts import Anchor, Facts
from pmf_analysis.pages.commentary.claims.subject import About, Names, Said, softened

__all__ = ["shares"]

_COUNTS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_PARTS = {
    "half": 1 / 2,
    "a half": 1 / 2,
    "a third": 1 / 3,
    "one third": 1 / 3,
    "a quarter": 1 / 4,
    "one quarter": 1 / 4,
    "a fifth": 1 / 5,
    "a tenth": 1 / 10,
    "two thirds": 2 / 3,
    "two-thirds": 2 / 3,
    "three quarters": 3 / 4,
    "three-quarters": 3 / 4,
    "four fifths": 4 / 5,
    "nine tenths": 9 / 10,
}
_CHANGE = re.compile(
    r"\b(?:up|down|higher|lower|rose|risen|fell|fallen|increased|decreased|grew|grown|cut) "
    rf"by (?:about |almost |nearly |over |more than )?(?P<part>{'|'.join(_PARTS)})\b"
)
_TIMES = re.compile(
    r"\b(?:(?P<double>doubled|twice (?:as (?:many|much|high|often|likely)|the))|"
    r"(?P<treble>trebled|tripled)|"
    r"(?P<half>halved|half (?:as (?:many|much|often|likely)|the (?:number|rate))))\b"
)
_FACTOR = {"double": 2.0, "treble": 3.0, "half": 0.5}
_PART_OF = re.compile(rf"\b(?P<part>{'|'.join(_PARTS)})(?: of)?\b(?! (?:point|year|of a|as many))")
_IN = re.compile(
    rf"\b(?P<some>{'|'.join(_COUNTS)}) (?:[a-z]+ )?(?:in|out of)(?: every)? "
    rf"(?P<all>{'|'.join(_COUNTS)})\b"
)
SPREAD = 0.3  # share by which a part in words may miss a change
NEAR = 8.0  # percentage points by which a part in words may miss a figure


def shares(clause: str, about: About, names: Names, facts: Facts) -> Iterator[Said]:
    """Yield parts and multiples in words that the figures do not bear out."""
    if facts.value is None:
        return
    change, times = _CHANGE.search(clause), _TIMES.search(clause)
    if change and about:
        yield from _changed(change, _PARTS[change["part"]], clause, facts)
    elif times and (about or names.nearly(clause[: times.start()])):
        yield from softened(_multiplied(times, clause, facts), about > About.UNSURE)
    elif facts.indicator.unit is Unit.PERCENT:
        yield from _part(clause, names, facts)


def _changed(match: re.Match[str], claimed: float, clause: str, facts: Facts) -> Iterator[Said]:
    then = facts.at(_first(clause[match.end() :], facts))
    if then and facts.value is not None:
        share = abs(facts.value - then) / abs(then)
        if abs(share - claimed) > SPREAD * claimed:
            yield f"by {match['part']}", f"by {share:.0%}", True


def _multiplied(match: re.Match[str], clause: str, facts: Facts) -> Iterator[Said]:
    first = _first(clause[match.end() :], facts)
    anchors = [first] if first is not Anchor.OTHER else [Anchor.PREVIOUS, Anchor.LAST_YEAR]
    then = [figure for anchor in anchors if (figure := facts.at(anchor))]
    claimed = _FACTOR[str(match.lastgroup)]
    if not then or facts.value is None or len(then) < len(anchors):
        return
    if all(abs(facts.value / figure - claimed) > SPREAD * claimed for figure in then):
        was = " and ".join(facts.words(figure) for figure in then)
        yield f"'{match[0]}'", f"{facts.words(facts.value)} now, {was} before", True


def _first(text: str, facts: Facts) -> Anchor:
    return min(facts.anchors(text), key=lambda pair: pair[1], default=(Anchor.OTHER, 0))[0]


def _part(clause: str, names: Names, facts: Facts) -> Iterator[Said]:
    match = _IN.search(clause) or _PART_OF.search(clause)
    if match is None or facts.value is None or any(True for _ in facts.anchors(clause)):
        return
    if "some" in match.groupdict():
        claimed = (1 + _COUNTS.index(match["some"])) / (1 + _COUNTS.index(match["all"]))
    else:
        claimed = _PARTS[match["part"]]
    own, others = names.counted(clause)
    if own > others and abs(100 * claimed - facts.value) > NEAR:
        yield f"'{match[0].strip()}'", f"the figure is {facts.words(facts.value)}", others == 0
