"""Claims about change: up, down, better, worse, unchanged, a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmf_analysis.judgements.travel import Travel
from pmf_analysis.pages.commentary.claims.facts import Anchor, Facts
from pmf_analysis.pages.commentary.claims.subject import About, Names, Said, denied, softened
from pmf_analysis.pages.commentary.claims.vocabulary import CHANGE, RELATIVE

__all__ = ["movements", "records"]

_SIDES = {"up": 1, "down": -1}
_SIGNS = {"better": 1, "worse": -1}
_ANCHORS = {Anchor.PREVIOUS: "the period before", Anchor.LAST_YEAR: "a year before"}
_AND = re.compile(r"\band (?:is|was|are|were|has|have)\b")
NEAR = 30  # letters before a word in which its denial stands
OWN_WORDS = 2  # words of its name that make a comparison the indicator's own

_YEARS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_SO_FAR = (
    r"ever|on record|recorded|records began|all time|"
    r"(?:in|for) (?:more than |over )?(?P<years>two|three|four|five|six|ten) years"
)
_RECORD = re.compile(
    rf"(?<!second )(?<!third )(?<!fourth )(?<!next )\b"
    rf"(?:(?:(?P<high>highest|most)|(?P<low>lowest|fewest)|(?P<best>best)|(?P<worst>worst))\b.*"
    rf"\b(?:{_SO_FAR})|(?:record|all-time) (?:(?P<peak>high)|(?P<trough>low)))\b"
)


def movements(clause: str, about: About, names: Names, facts: Facts) -> Iterator[Said]:
    """Yield the changes that a clause claims and the figures deny.

    Parameters
    ----------
    clause : str
        In small letters.
    about : About
        How surely what stands around it says that it is about the indicator.
    names : Names
        The indicator's words.
    facts : Facts
        The finding.
    """
    found = list(CHANGE.finditer(clause))
    ends = [*(match.start() for match in found), len(clause)][1:]
    start = 0
    for match, end in zip(found, ends, strict=True):
        # What is said after "and is", "and was" has a comparison of its own.
        other = _AND.search(clause, match.end(), end)
        held = clause[match.start() : other.start() if other else end]
        anchors = [a for a, _ in facts.anchors(held)]
        if not anchors and len(found) == 1 and match[0] not in RELATIVE:
            anchors = [a for a, _ in facts.anchors(clause)]
        sure = _sure(match, clause, about, names, anchored=bool(anchors))
        if sure is not None:
            no = denied(clause[start : match.start()][-NEAR:])
            said = _judged(str(match.lastgroup), match[0], anchors, facts, no=no)
            yield from softened(said, sure)
        start = match.end()


def _sure(
    match: re.Match[str], clause: str, about: About, names: Names, *, anchored: bool
) -> bool | None:
    """Whether a change is surely the indicator's; None where it is likely another's."""
    if match[0] in RELATIVE and not anchored:
        return None
    before = clause[: match.start()]
    if about is About.QUOTED or (names.subject(before) and (about or names.named(before))):
        return True
    own, others = names.counted(clause)
    if anchored and own >= OWN_WORDS and own > others:
        return True
    near = names.nearly(before) if before.strip() else own >= others
    return False if near and (anchored or own) else None


def _judged(
    kind: str, word: str, anchors: list[Anchor], facts: Facts, *, no: bool
) -> Iterator[Said]:
    held = [a for a in anchors if a in _ANCHORS]
    if anchors and not held:
        return
    if kind == "same":
        yield from _same(word, held, facts, no=no)
        return
    sides = [facts.moved(a) for a in held or _ANCHORS]
    told = [side for side in sides if side is not None]
    if not told or (not held and len(told) < len(_ANCHORS)):
        return
    if kind in _SIGNS:
        told = [facts.better(side) or 0 for side in told]
        if facts.better(1) is None:
            return
    claimed = _SIDES.get(kind) or _SIGNS[kind]
    if no:
        agrees = any(side != claimed for side in told) or not held
    else:
        agrees = claimed in told or (not held and _signalled(kind, claimed, facts))
    if not agrees:
        yield f"'{word}'", _change(held or list(_ANCHORS), facts), True


def _signalled(kind: str, claimed: int, facts: Facts) -> bool:
    """Whether the chart bears a claim out that the two figures do not."""
    meaning = facts.finding.variation.kind
    if kind in _SIGNS:
        return meaning == ("improvement" if claimed > 0 else "concern")
    return facts.finding.variation.value.endswith("HIGH" if claimed > 0 else "LOW")


def _same(word: str, held: list[Anchor], facts: Facts, *, no: bool) -> Iterator[Said]:
    f = facts.finding
    tested = {
        Anchor.PREVIOUS: f.travel_short if f.travel_short_tested else None,
        Anchor.LAST_YEAR: f.travel_long if f.travel_long_tested else None,
    }
    for anchor in held:
        moved = tested[anchor] not in {None, Travel.SAME, Travel.NOT_COMPARABLE}
        if moved and not no:
            yield f"'{word}'", _change([anchor], facts), True


def _change(anchors: list[Anchor], facts: Facts) -> str:
    parts = [f"{facts.words(facts.at(a))} {_ANCHORS[a]}" for a in dict.fromkeys(anchors)]
    return f"{facts.words(facts.value)} now, {' and '.join(parts)}"


def records(sentence: str, about: About, names: Names, facts: Facts) -> Iterator[Said]:
    """Yield the records that a sentence claims and an earlier figure denies."""
    match = _RECORD.search(sentence)
    if not match or facts.value is None or not (about or names.subject(sentence[: match.start()])):
        return
    side = {
        "high": 1,
        "peak": 1,
        "low": -1,
        "trough": -1,
        "best": facts.better(1),
        "worst": facts.better(-1),
    }
    claimed = next(side[name] for name, word in match.groupdict().items() if word and name in side)
    f = facts.finding
    years = match["years"]
    back = f.points if not years else f.points[-_YEARS[years] * facts.per_year :]
    past = [p.value for p in back if p.period != f.period] + [f.previous_value, f.last_year_value]
    beyond = [n for p in past if (n := facts.shown(p)) is not None and claimed]
    if claimed and any((n - facts.value) * claimed > 0 for n in beyond):
        found = max(beyond, key=lambda n: n * claimed)
        yield f"'{match[0]}'", f"{facts.words(found)} before, {facts.words(facts.value)} now", True
