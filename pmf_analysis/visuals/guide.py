"""The guide to definitions and targets, in tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Measure, Rating, RatingRule, RuleName
from pmf_analysis.judgements.aim import Aim
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.visuals import words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.scorecard import rating_mark
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["definitions", "ratings"]


def definitions(
    indicators: Iterable[Indicator],
    findings: Mapping[str, Finding],
    aims: Mapping[str, Aim],
    framework: Framework,
    caption: str,
) -> Html:
    """Show what each indicator measures, its target, and where the figure comes from.

    Parameters
    ----------
    indicators : iterable of Indicator
        In the order in which they are shown.
    findings, aims : mapping
        By indicator: the council's finding, and why its target is what it is.
    framework : Framework
        The council's words.
    caption : str
        Said above the table.
    """
    columns = [
        Column(words.capital(framework.words.indicator)),
        Column("What it measures"),
        Column("Target"),
        Column("Why that target"),
        Column("Where it comes from"),
    ]
    rows = [
        [
            Cell(i.name, i.indicator, f"indicators/{i.indicator.lower()}.html"),
            Cell(i.definition, _how(i)),
            _target(i, findings.get(i.indicator)),
            _why(aims.get(i.indicator)),
            Cell(i.source, i.owner_role),
        ]
        for i in indicators
    ]
    return table(caption, columns, rows, "")


def _how(indicator: Indicator) -> str:
    said = [f"{words.BETTER[indicator.polarity]}."]
    if indicator.numerator and indicator.denominator:
        said.append(f"{indicator.numerator}, out of {_small(indicator.denominator)}.")
    said.append(f"Every {words.unit_of_time(indicator)}, {indicator.basis}.")
    return " ".join(said)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _target(indicator: Indicator, finding: Finding | None) -> Cell:
    said = words.target_words(finding, indicator) if finding else ""
    return Cell(said or "None")


def _why(aim: Aim | None) -> Cell:
    if aim is None:
        return Cell()
    return Cell(aim.rationale, f"Set by {aim.set_by}" if aim.set_by else "")


def ratings(framework: Framework) -> Html:
    """Show what each rating means, in the council's own words for it."""
    rule = framework.rating
    meant = {
        Rating.GREEN: "The target is met, or the figure is inside its band.",
        Rating.AMBER: f"The target is missed, but {_width(rule)}.",
        Rating.RED: "It is further from its target than that.",
        Rating.NO_TARGET: "There is no target to hold it against.",
        Rating.NOT_DUE: "The figure is not due yet.",
        Rating.NO_DATA: "The figure is due and has not come.",
    }
    if rule.last_year:
        meant[Rating.AMBER] += " Or it is better than a year before."
    rows = [
        [Cell(mark=rating_mark(rating, framework)), Cell(said)] for rating, said in meant.items()
    ]
    caption = "How a figure is rated against its target."
    return table(caption, [Column("Rating"), Column("When it is given")], rows, "")


def _width(rule: RatingRule) -> str:
    if rule.measure is Measure.POINTS:
        most = f"{rule.tolerance:g} of its own unit"
    else:
        most = f"{rule.tolerance:.1%} of it".replace(".0%", "%")
    usual = f"by no more than {most}, or than the margin that the target names"
    if rule.rule is RuleName.FLOOR:
        return f"the figure is not beyond the floor that goes with it; where there is none, {usual}"
    return usual
