"""Whether a cell of commentary contradicts the figures that it is about.

Plain rules over tables of words: no model is loaded and nothing is learnt. A claim is reported
as certain only where the words leave no other reading; a false alarm costs more trust than a
slip that gets by, because a person reads every word before it is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.pages.commentary.claims.aims import aims, assured, budgets, ranges, ratings
from pmf_analysis.pages.commentary.claims.facts import Facts
from pmf_analysis.pages.commentary.claims.figures import figures
from pmf_analysis.pages.commentary.claims.movement import movements, records
from pmf_analysis.pages.commentary.claims.numbers import quoted
from pmf_analysis.pages.commentary.claims.plain import clauses, heard, sentences
from pmf_analysis.pages.commentary.claims.scope import sure
from pmf_analysis.pages.commentary.claims.shares import shares
from pmf_analysis.pages.commentary.claims.subject import About, Names, Said, softened, unsettled

__all__ = ["Claim", "contradictions"]

Check = Callable[[str, About, Names, Facts], Iterator[Said]]
_CHECKS: tuple[Check, ...] = (movements, records, aims, budgets, ranges, ratings, figures, shares)


LONGEST = 600  # letters of a clause; what is longer is no sentence that the rules can follow


@dataclass(frozen=True)
class Claim:
    """A claim that the figures contradict.

    Attributes
    ----------
    sentence : str
        As written, without markup.
    says, figures : str
        What it claims, and what the finding has.
    certain : bool
        Whether the words leave no other reading.
    """

    sentence: str
    says: str
    figures: str
    certain: bool


def contradictions(
    text: str, finding: Finding, indicator: Indicator, framework: Framework
) -> list[Claim]:
    """Return what a text claims of a finding and the finding denies.

    Parameters
    ----------
    text : str
        Markdown.
    finding : Finding
        What the text is about.
    indicator : Indicator
        The finding's.
    framework : Framework
        The council's words for ratings, and its periods.

    Returns
    -------
    list of Claim
        In the order of the text; one claim of a kind in a sentence.
    """
    if not finding.shown or finding.value is None:
        return []
    facts, names = Facts(finding, indicator, framework), Names(indicator)
    found: dict[tuple[str, str], Claim] = {}
    for sentence in sentences(text):
        for says, figures_, certain in _of_sentence(sentence, names, facts):
            found.setdefault((sentence, says), Claim(sentence, says, figures_, certain))
    return list(found.values())


def _of_sentence(sentence: str, names: Names, facts: Facts) -> Iterator[Said]:
    whole = heard(sentence)
    yield from assured(whole, facts)
    open_ = False
    for clause in clauses(whole):
        # "We hope to find more staff and meet the target": what joins on is hoped for as well.
        open_ = unsettled(clause) or (open_ and clause.startswith(("and ", "or ", "so ")))
        if open_ or len(clause) > LONGEST:
            continue
        about = _about(clause, names, facts)
        certain = sure(clause, about, names, facts)
        for check in _CHECKS:
            yield from softened(check(clause, about, names, facts), certain)


def _about(clause: str, names: Names, facts: Facts) -> About:
    """How surely a clause of a cell that is about the indicator is about it as well."""
    if any(number.fits(facts.value) and facts.own_unit(number) for number in quoted(clause)):
        return About.QUOTED
    return About.UNSURE if names.counted(clause)[1] else About.NAMED
