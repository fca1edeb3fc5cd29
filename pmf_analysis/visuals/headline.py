"""How the council is doing: the headline in one sentence, and the counts behind it."""

from __future__ import annotations

from collections.abc import Iterable

from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.visuals import words

__all__ = ["headline", "lede"]


def headline(findings: Findings) -> str:
    """Say how the council is doing in one sentence that a resident understands."""
    rated = [f for f in findings.council if f.rating in _RATED]
    if not rated:
        return _untargeted(findings)
    green = sum(f.rating is Rating.GREEN for f in rated)
    many = findings.framework.words.indicators
    on = findings.framework.rating.label(Rating.GREEN).lower()
    opening = f"{_share(green, len(rated))} {many} with a target are {on}"
    act = _tally(findings.council, Verdict.ACT)
    if not act:
        return f"{opening}; none is missing its target and getting worse"
    verb = "is missing its" if act == 1 else "are missing their"
    return f"{opening}; {words.count(act)} {verb} target and getting worse"


def _share(part: int, whole: int) -> str:
    if part == whole:
        return "All"
    if 2 * part == whole:
        return "Half of"
    return "Most" if 2 * part > whole else "Fewer than half of"


def _untargeted(findings: Findings) -> str:
    worse = _tally(findings.council, Verdict.WORSENING)
    better = _tally(findings.council, Verdict.IMPROVING)
    one, many = findings.framework.words.indicator, findings.framework.words.indicators
    total, waiting = len(findings.council), sum(f.rating in _WAITING for f in findings.council)
    if not total:
        return f"No figure yet for {findings.framework.council.short} as a whole"
    if waiting:
        return f"No figure yet for {words.count(waiting, one, many)}"
    if _all_young(findings):
        none = "none with" if total > 1 else "without"
        counted = words.capital(words.count(total, one, many))
        return f"{counted}, {none} enough figures yet to tell change from chance"
    if not worse and not better:
        among = "any of " if total > 1 else ""
        return f"No unusual change in {among}{words.count(total, one, many)}"
    verb = "is" if worse == 1 else "are"
    improving = words.count(better) if better else "none"
    return (
        f"{words.capital(words.count(worse, one, many))} {verb} getting worse and "
        f"{improving} improving, by more than chance"
    )


def lede(findings: Findings) -> str:
    """Say the counts behind the headline in three short sentences."""
    rated = [f for f in findings.council if f.rating in _RATED]
    both = [f for f in rated if f.previous_rating in _RATED]  # figures yet to come are no fall
    if not rated:
        return _unrated(findings)
    green = sum(f.rating is Rating.GREEN for f in rated)
    before = sum(f.previous_rating is Rating.GREEN for f in both)
    on = findings.framework.rating.label(Rating.GREEN).lower()
    many = findings.framework.words.indicators
    whose = "" if len(both) == len(rated) else f" of the {len(both)} that had one then as well"
    then = f"; last quarter {before}{whose} were, as now known" if both else ""
    said = [f"{green} of {len(rated)} {many} with a target and a figure are {on}{then}."]
    fragile = _tally(findings.council, Verdict.FRAGILE)
    redesign = _tally(findings.council, Verdict.REDESIGN)
    if redesign:
        verb = "needs" if redesign == 1 else "need"
        said.append(
            f"{words.capital(words.count(redesign))} {verb} a different approach to get there."
        )
    if fragile:
        verb = f"that looks {on} is" if fragile == 1 else f"that look {on} are"
        said.append(f"{words.capital(words.count(fragile))} {verb} not reliable.")
    return " ".join(said)


def _unrated(findings: Findings) -> str:
    own, total = findings.framework.words, len(findings.council)
    if not total:
        return f"Each {own.directorate} reports its own figures."
    late = sum(f.rating is Rating.NO_DATA for f in findings.council)
    ahead = sum(f.rating is Rating.NOT_DUE for f in findings.council)
    if late or ahead:
        return f"Figures that were due and are missing: {words.count(late)}. Not due yet: {ahead}."
    counted = words.capital(words.count(total, own.indicator, own.indicators))
    judged = "" if _all_young(findings) else ", judged by change"
    return f"{counted} without targets{judged}."


def _all_young(findings: Findings) -> bool:
    """Whether no figure has a past that is long enough to be judged by."""
    return all(f.verdict in _YOUNG for f in findings.council)


_WAITING = {Rating.NO_DATA, Rating.NOT_DUE}
_YOUNG = {Verdict.SHORT, Verdict.NEW}
_RATED = {Rating.GREEN, Rating.AMBER, Rating.RED}


def _tally(findings: Iterable[Finding], verdict: Verdict) -> int:
    return sum(f.verdict is verdict for f in findings)
