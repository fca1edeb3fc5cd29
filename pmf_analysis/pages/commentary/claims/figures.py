"""Claims about numbers: the figure, its target, its parts, its range, and by how much it moved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmf_analysis.framework.indicator import Unit
from pmf_analysis.pages.commentary.claims.facts import Anchor, Facts
from pmf_analysis.pages.commentary.claims.numbers import Exactness, Measure, Quoted, quoted
from pmf_analysis.pages.commentary.claims.subject import About, Names, Said, denied

__all__ = ["figures"]

_OLD = re.compile(
    r"\b(?:old|previous|last year's|original|new|former|next|coming|(?:this )?year's|government|"
    r"national|local|other|interim)\b"
)
_ROUGHLY = (
    r"(?: (?:about|around|nearly|almost|just over|just under|over|under|more than|only|now))?\s$"
)
_GOAL_BEFORE = re.compile(
    r"(?<!gap to )(?<!gap to the )\b"
    r"(?:targets?|limit|plan|aim)(?: is| was| of|:| stands at| remains)+"
    r"(?: (?:no more than|at least|about|up to))?\s$"
)
_GOAL_AFTER = re.compile(r"^ (?:target|limit)\b")
_MOVED_TO = re.compile(
    r"\b(?:rose|risen|fell|fallen|climbed|dropped|increased|decreased|declined|slipped|improved|"
    rf"up|down|slowed|grew|came) (?:\w+ )?to{_ROUGHLY}"
)
_STANDS_AT = re.compile(
    r"\b(?:figure|rate|share|number|proportion|percentage|average|total|it|this|that|performance) "
    rf"(?:now )?(?:is|was|reached|remains|"
    r"(?:stands|stood|held|holds|sits|sat|stays|stayed|runs|ran) (?:up |steady |firm )?at)"
    rf"{_ROUGHLY}"
)
_AT = re.compile(r"^(?:and |but )?at (?:only |about |just )?$")
_FROM = re.compile(r"\bfrom(?: (?:about|nearly|almost))?\s$")
_RANGE = re.compile(
    r"\b(?:usual|normal) range(?: of| is| was| from|,)?\s(?:[\d,.%\u00a3]+(?: days)? (?:to|and) )?$"
    r"|\busually (?:between|from|runs from|ranges from) "
    r"(?:[\d,.%\u00a3]+(?: days)? (?:to|and) )?$"
)
_MEAN = re.compile(r"\b(?:its|the|long-run|usual) average (?:of|is|was)\s$")
_MORE = re.compile(
    r"^(?: [a-z]+)? (?:(?P<over>more|higher|above|up|greater|ahead)|"
    r"(?P<under>fewer|less|lower|below|down|short|shy|behind|adrift))\b"
)
# Which side of a target these are on depends on which way is better.
_WANTING = frozenset({"short", "shy", "behind", "adrift", "ahead"})
_OVERSPEND = re.compile(r"\b(?P<side>over|under)spend(?:ing)? of (?:about |nearly |some )?$")
OWN_SHARE = 0.7  # of a clause's telling words, before a bare number in it is the indicator's
OWN_WORDS = 2
_EVERY = re.compile(r"^(?:every|all)\b(?! but)")
ALL = 99.5  # per cent, which may be spoken of as all


def figures(clause: str, about: About, names: Names, facts: Facts) -> Iterator[Said]:
    """Yield the numbers of a clause that are none of the finding's.

    A number counts where its role is plain: it stands beside the word target, after "rose to", or
    in a clause whose words are the indicator's own.
    """
    numbers = quoted(clause)
    for number in numbers:
        before, after = clause[: number.start], clause[number.end :]
        if names.holds(clause[number.start : number.end]):
            continue
        said = clause[number.start : number.end].strip()
        if _OVERSPEND.search(before) and names.holds("budget"):
            yield from _overspend(said, number, facts)
        elif _goal(before, after):
            yield from _target(said, number, before, facts)
        elif number.measure is Measure.POINTS or _MORE.match(after):
            yield from _difference(said, number, after, about, facts)
        elif _RANGE.search(before) or _MEAN.search(before):
            yield from _usual(said, number, facts)
        elif facts.own_unit(number):
            yield from _own(said, number, clause, about, names, facts)
    yield from _parts(numbers, clause, names, facts)
    yield from _every(clause, names, facts)


def _goal(before: str, after: str) -> bool:
    return bool(_GOAL_BEFORE.search(before) or _GOAL_AFTER.match(after))


def _target(said: str, number: Quoted, before: str, facts: Facts) -> Iterator[Said]:
    unit = facts.own_unit(number) or facts.bare(number)
    if not unit or _OLD.search(before) or any(number.fits(goal) for goal in facts.targets):
        return
    goal = facts.finding.target if facts.finding.target is not None else facts.finding.target_upper
    if goal is not None:
        yield f"a target of {said}", facts.words(goal), True


def _difference(
    said: str, number: Quoted, after: str, about: About, facts: Facts
) -> Iterator[Said]:
    """How far the figure is said to stand from its target or an earlier figure."""
    first = min(facts.anchors(after), key=lambda pair: pair[1], default=(Anchor.OTHER, 0))[0]
    then = facts.at(first)
    unit = facts.own_unit(number) or number.measure is Measure.POINTS or facts.bare(number)
    if not about or not unit or then is None or facts.value is None:
        return
    raw = facts.finding.value or 0.0
    gaps = facts.value - then, raw - then, raw - (facts.raw(first) or 0.0)
    way = _MORE.match(after)
    sided = way and way[0].split()[-1] not in _WANTING
    if way and sided and first is Anchor.TARGET and (gaps[0] > 0) is bool(way["under"]):
        yield f"{said}{way[0]}", f"{facts.words(facts.value)} against {facts.words(then)}", True
    elif not any(number.fits(abs(gap)) for gap in gaps):
        yield f"{said} from {first}", facts.words(abs(gaps[0])), not facts.knows(number)


def _overspend(said: str, number: Quoted, facts: Facts) -> Iterator[Said]:
    """What is spent beyond or below a budget, where numerator and denominator are the two."""
    top, bottom = facts.finding.numerator, facts.finding.denominator
    if top is not None and bottom is not None and not number.fits(abs(top - bottom)):
        yield said, f"the difference is \u00a3{abs(top - bottom):,.0f}", True


def _usual(said: str, number: Quoted, facts: Facts) -> Iterator[Said]:
    if facts.limits is None or facts.finding.seasonal:
        return
    lines = (
        *facts.limits,
        facts.finding.centre,
        facts.finding.lower_limit,
        facts.finding.upper_limit,
    )
    if not any(number.near(line) for line in lines):
        low, high = facts.words(facts.limits[0]), facts.words(facts.limits[1])
        yield (
            f"{said} as usual",
            f"{low} to {high}, about {facts.words(facts.finding.centre)}",
            True,
        )


def _own(
    said: str, number: Quoted, clause: str, about: About, names: Names, facts: Facts
) -> Iterator[Said]:
    before = clause[: number.start]
    if number.fits(facts.value) or facts.value is None:
        return
    f = facts.finding
    if _FROM.search(before):
        then = (f.previous_value, f.last_year_value)
        anchored = {a for a, _ in facts.anchors(clause[number.end :])} & {
            Anchor.PREVIOUS,
            Anchor.LAST_YEAR,
        }
        for anchor in anchored if about else ():
            if facts.at(anchor) is not None and not number.fits(facts.at(anchor)):
                yield (
                    f"{said} {anchor}",
                    facts.words(facts.at(anchor)),
                    not any(map(number.fits, then)),
                )
        return
    past = {a for a, _ in facts.anchors(clause)}
    if past & {Anchor.PREVIOUS, Anchor.LAST_YEAR, Anchor.OTHER} and not _MOVED_TO.search(before):
        return
    plain = (_MOVED_TO.search(before) or _STANDS_AT.search(before)) and names.subject(before)
    if plain or (_AT.match(before) and about):
        yield f"{said}", f"the figure is {facts.words(facts.value)}", True
        return
    yield from _stated(said, number, clause, names, facts)


def _stated(said: str, number: Quoted, clause: str, names: Names, facts: Facts) -> Iterator[Said]:
    """A number in the indicator's unit, with nothing to say that it is another's."""
    own, others = names.counted(clause)
    told = f"the figure is {facts.words(facts.value)}"
    if not facts.knows(number):
        mostly = own >= OWN_WORDS and own >= OWN_SHARE * (own + others)
        if mostly and number.exactness is Exactness.EXACT:
            yield said, told, others == 0
        elif own > 0 and facts.as_shown(number):
            yield said, told, False
    elif facts.earlier(number) and facts.as_shown(number) and own >= others:
        yield f"{said} as the figure", told, False


def _parts(numbers: tuple[Quoted, ...], clause: str, names: Names, facts: Facts) -> Iterator[Said]:
    """Of D, N; or N of D: the parts exchanged, or one of them another."""
    top, bottom = facts.finding.numerator, facts.finding.denominator
    bare = [n for n in numbers if n.measure is Measure.BARE]
    if top is None or bottom is None or len(bare) < OWN_WORDS or top == bottom:
        return
    first, second = bare[:2]
    told = f"{top:,.0f} of {bottom:,.0f}"
    if clause.startswith("of "):
        whole, part = first, second
    elif re.search(r"\b(?:out )?of (?:the |our |all )?$", clause[: second.start]):
        whole, part = second, first
    else:
        return
    if whole.fits(top) and part.fits(bottom):
        yield "the parts exchanged", told, True
        return
    own, others = names.counted(clause)
    rest = bottom - top
    if whole.fits(bottom) and own > others and not (part.fits(top) or part.fits(rest)):
        but = " but " in clause[: part.start + 1] or "all but" in clause
        yield f"{part.value:,.0f} of {whole.value:,.0f}", told, not but and others == 0


def _every(clause: str, names: Names, facts: Facts) -> Iterator[Said]:
    """Yield "every one does" where a share is short of all."""
    own, others = names.counted(clause)
    universal = _EVERY.match(clause) and not denied(clause)
    if universal and facts.indicator.unit is Unit.PERCENT and own >= OWN_WORDS and not others:
        share = facts.value
        if share is not None and share < ALL:
            yield f"'{clause.partition(' ')[0]}'", f"{facts.words(share)}", True
