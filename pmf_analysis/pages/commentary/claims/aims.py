"""Claims about targets, ratings and the usual range."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmf_analysis.framework.indicator import Polarity, Unit
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.signal import Assurance
from pmf_analysis.pages.commentary.claims.facts import Anchor, Facts
from pmf_analysis.pages.commentary.claims.subject import About, Names, Said, denied, softened

__all__ = ["aims", "assured", "budgets", "ranges", "ratings"]

_NUMBER = r"[\d.,%\u00a3-]+(?: ?(?:days?|points?))?"
_AIM = r"(?:target|plan|goal|limit|ceiling|cap|threshold)"
_WE = r"(?:that |which )?we (?:allow|aim for|set ourselves|set|agreed|promised|want|aimed for)"
_GOAL = (
    rf"(?:(?:(?:the|our|its|this|that|their) )?(?:{_NUMBER} )?{_AIM}\b|"
    rf"our (?:{_NUMBER} )?standard\b|(?:the |our )?{_NUMBER} {_WE})"
)
_IS = r"(?:is|was|has been|were) (?:now |again |just )?"
_MEETS = (
    r"met|meets?|meeting|hits?|beats?|beaten|exceed(?:s|ed)?|achiev(?:e|es|ed)|reach(?:es|ed)?|"
    r"ahead of|inside|within|past|clear(?:s|ed)|pass(?:es|ed)|surpass(?:es|ed)|attain(?:s|ed)|"
    r"better than|top(?:s|ped)|satisf(?:y|ies|ied)"
)
_MET = re.compile(
    rf"\b(?:on (?:target|plan)|(?:{_MEETS}) {_GOAL}|"
    rf"(?:{_AIM}|our (?:{_NUMBER} )?standard)s? {_IS}"
    r"(?:met|hit|beaten|exceeded|achieved|reached|surpassed|attained)|"
    rf"(?:within|inside) the (?:(?:permitted|agreed|allowed|target) range|range {_WE}))"
)
_MISSED = re.compile(
    rf"\b(?:off target|(?:miss(?:es|ed|ing)?|short of|shy of|wide of|adrift of|behind|worse than|"
    rf"outside) {_GOAL}|{_AIM}s? {_IS}missed)"
)
_ABOVE = re.compile(rf"\b(?:above|over|exceeds?|overshot) {_GOAL}")
_BELOW = re.compile(rf"\b(?:below|under|beneath|undershot) {_GOAL}")
_BUDGET = re.compile(r"\b(?:(?P<under>under|below|within)|over|above) (?:the |its |our )?budget\b")
_WHOLE = 100.0  # per cent of a budget
_RANGE = re.compile(r"\b(?:range|limits?|spread|reach(?:es)?)\b")
_ALMOST = re.compile(r"\b(?:almost|nearly|all but|close to)\b[^,]{0,8}$")
_NONE = re.compile(r"\b(?:none of|no (?:quarter|month|year))\b")
# What some or all of others do is not what the figure does.
_SEVERAL = re.compile(r"\b(?:all|both|some|most|other|another|two|three|four|five|six|seven)\b")
_ALWAYS = re.compile(r"\b(?:reliably|consistently|every (?:quarter|month|year|time)|always)\b")
_NEVER = re.compile(
    r"\b(?:bound to (?:miss|fail)|"
    r"(?:cannot|can never|will never|no hope of) (?:meet|reach)(?:ing)?)\b"
)
_LUCK = re.compile(
    r"\b(?:matter of (?:luck|chance)|down to (?:luck|chance)|hit or miss|toss-up|touch and go)\b"
)
_TARGET = re.compile(r"\b(?:target|plan|limit)\b")

_USUAL = (
    r"(?:(?:its|the|our|their|that) )?(?:usual|normal|ordinary|expected|typical) "
    r"(?:range|limits|level|ups and downs|variation)"
)
_INSIDE = re.compile(
    rf"\b(?:within|inside|(?:remain|stay|hold)\w* (?:steady )?at|no different from) {_USUAL}|"
    r"\b(?:within|inside) the range (?:that )?we usually see|"
    r"\bnothing (?:unusual|out of the ordinary|exceptional)|"
    r"\bin line with (?:what is )?(?:normal|usual|what we (?:usually|normally) see)"
)
_OUTSIDE = re.compile(
    rf"\b(?:outside|above|below|beyond|over|under|out of) {_USUAL}|"
    r"(?<!nothing )\b(?:unusually (?:high|low)|out of the ordinary|exceptionally (?:high|low))"
)
_COLOUR = re.compile(
    r"\b(?:is|are|was|rated|turned|remains?|stays?|stayed|goes|went|now) (?:now |still |rated )*"
    r"(?P<label>green|amber|red)\b"
)
_COLOURS = {"green": Rating.GREEN, "amber": Rating.AMBER, "red": Rating.RED}
NEAR = 20  # letters before a word in which its denial stands


def aims(clause: str, about: About, names: Names, facts: Facts) -> Iterator[Said]:
    """Yield what a clause says of the target and the rating denies."""
    for pattern, meets in ((_MET, True), (_MISSED, False)):
        match = pattern.search(clause)
        sure = _sure(match, clause, about, names, facts)
        if match and sure is not None:
            no = _denied(match, clause)
            yield from softened(_met(match[0], meets is not no, facts), sure)
            if meets and not no:
                yield from softened(_reliably(clause, facts), sure)
    for pattern, side in ((_ABOVE, 1), (_BELOW, -1)):
        match = pattern.search(clause)
        sure = _sure(match, clause, about, names, facts)
        if match and sure is not None:
            said = _beside(match[0], side, facts, no=_denied(match, clause))
            yield from softened(said, sure)


def _sure(
    match: re.Match[str] | None, clause: str, about: About, names: Names, facts: Facts
) -> bool | None:
    """Whether it is surely the figure, as it is now, that is spoken of; None where it is not."""
    if match is None:
        return None
    before, after = clause[: match.start()], clause[match.end() :]
    then = any(anchor is not Anchor.TARGET for anchor, _ in facts.anchors(before))
    if then or any(said.search(before) for said in (_RANGE, _ALMOST)) or _NONE.search(after):
        return None
    if about is About.QUOTED or names.subject(before):
        return not any(anchor is not Anchor.TARGET for anchor, _ in facts.anchors(after))
    near = names.nearly(before) or names.counted(before) == (0, 1)
    return False if near and not _SEVERAL.search(before) else None


def _denied(match: re.Match[str], clause: str) -> bool:
    return denied(clause[max(0, match.start() - NEAR) : match.start()])


def _met(said: str, meets: bool, facts: Facts) -> Iterator[Said]:
    really = facts.meets_target
    rating = facts.framework.rating.label(facts.finding.rating).lower()
    if really is not None and really is not meets:
        yield f"'{said}'", f"rated {rating}{_target(facts)}", True
    elif facts.finding.rating is Rating.NO_TARGET:
        yield f"'{said}'", "there is no target", True


def _target(facts: Facts) -> str:
    f = facts.finding
    if f.target is not None:
        return f": {facts.words(facts.value)} against {facts.words(f.target)}"
    if f.target_lower is None or f.target_upper is None:
        return ""
    low, high = facts.words(f.target_lower), facts.words(f.target_upper)
    return f": {facts.words(facts.value)} against {low} to {high}"


def _beside(said: str, side: int, facts: Facts, *, no: bool) -> Iterator[Said]:
    f, value = facts.finding, facts.value
    if f.rating is Rating.NO_TARGET and f.target is None and f.target_lower is None:
        yield f"'{said}'", "there is no target", True
        return
    bound = f.target
    if facts.indicator.polarity is Polarity.RANGE:
        bound = f.target_upper if side > 0 else f.target_lower
    goal = facts.shown(bound)
    if value is None or goal is None:
        return
    stands = (value - goal) * side > 0
    if stands is no:
        yield f"'{said}'", _target(facts).removeprefix(": "), True


def _reliably(clause: str, facts: Facts) -> Iterator[Said]:
    match = _ALWAYS.search(clause)
    if match and facts.finding.assurance in {Assurance.HIT_OR_MISS, Assurance.FAIL}:
        yield f"'{match[0]}'", "its usual range does not meet the target throughout", True


def assured(sentence: str, facts: Facts) -> Iterator[Said]:
    """Yield what a sentence says of meeting the target in general, and the usual range denies."""
    found = facts.finding.assurance
    never = _NEVER.search(sentence)
    if never and _TARGET.search(sentence) and found in {Assurance.HIT_OR_MISS, Assurance.PASS}:
        yield f"'{never[0]}'", "its usual range can meet the target", True
    luck = _LUCK.search(sentence)
    if luck and found in {Assurance.PASS, Assurance.FAIL} and not denied(sentence[: luck.start()]):
        does = "meets" if found is Assurance.PASS else "misses"
        yield f"'{luck[0]}'", f"its whole usual range {does} the target", True


def budgets(clause: str, about: About, names: Names, facts: Facts) -> Iterator[Said]:
    """Yield "under budget" where a share of budget is over it, and the reverse."""
    match = _BUDGET.search(clause)
    share = facts.indicator.unit is Unit.PERCENT and names.holds("budget")
    if match is None or not share or facts.value is None:
        return
    if _sure(match, clause, about, names, facts) and facts.value != _WHOLE:
        under = (facts.value < _WHOLE) is not _denied(match, clause)
        if bool(match["under"]) is not under:
            yield f"'{match[0]}'", f"{facts.words(facts.value)} of budget", True


def ranges(clause: str, about: About, names: Names, facts: Facts) -> Iterator[Said]:
    """Yield what a clause says of the usual range and the limits deny."""
    if facts.inside is None or facts.limits is None:
        return
    for pattern, inside in ((_INSIDE, True), (_OUTSIDE, False)):
        match = pattern.search(clause)
        if match is None or not _sure(match, clause, about, names, facts):
            continue
        no = _denied(match, clause)
        if facts.inside is not (inside is not no):
            low, high = facts.words(facts.limits[0]), facts.words(facts.limits[1])
            yield f"'{match[0]}'", f"{facts.words(facts.value)}, usually {low} to {high}", True


def ratings(clause: str, about: About, names: Names, facts: Facts) -> Iterator[Said]:
    """Yield a colour that is not the rating's."""
    match = _COLOUR.search(clause)
    if match is None or not _sure(match, clause, about, names, facts):
        return
    no = _denied(match, clause)
    claimed, rating = _COLOURS[match["label"]], facts.finding.rating
    if rating in _COLOURS.values() and (claimed is rating) is no:
        yield f"'{match[0]}'", f"rated {facts.framework.rating.label(rating).lower()}", True
