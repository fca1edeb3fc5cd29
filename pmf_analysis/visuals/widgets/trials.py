"""Trials: what the report would say if limits started anew, or if the target were another."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import ipywidgets as widgets

from pmf_analysis.findings.extract import Extract
from pmf_analysis.findings.trial import Aim, Choice, trial
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.indicator import Audience, Polarity
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.rebase import step
from pmf_analysis.visuals import sentences, words
from pmf_analysis.visuals.templates import render
from pmf_analysis.visuals.widgets import offers, said
from pmf_analysis.visuals.widgets.canvas import Ruler, canvas
from pmf_analysis.visuals.widgets.panel import Panel, dropdown, fit
from pmf_analysis.visuals.widgets.shown import shown

__all__ = ["RebaseTrial", "TargetTrial", "rebase_trial", "target_trial"]


def rebase_trial(extract: Extract, scope: str = "") -> RebaseTrial:
    """Return widgets that start a series' limits anew, and weigh what speaks for it.

    Parameters
    ----------
    extract, scope
        As `explorer`.
    """
    return RebaseTrial(extract, scope)


def target_trial(extract: Extract, scope: str = "") -> TargetTrial:
    """Return widgets that set a series another target, and say what would come of it.

    Parameters
    ----------
    extract, scope
        As `explorer`.
    """
    return TargetTrial(extract, scope)


class _Trial(Panel):
    """A series as recorded beside the same series with something else recorded."""

    def __init__(self, extract: Extract, scope: str, controls: tuple[Any, ...]) -> None:
        self.heading, self.canvas, self.below = widgets.HTML(), canvas(), widgets.HTML()
        super().__init__(extract, scope, controls, (self.heading, Ruler(), self.canvas, self.below))

    @property
    def series(self) -> Choice:
        """The series as it is recorded."""
        return Choice(self.indicator.value, self.organisation.value)

    def compared(self, choice: Choice, sentence: str, facts: list[tuple[str, str]]) -> None:
        """Draw what was chosen, and set what is said of it beside what is said now."""
        indicator = self.extract.indicators[choice.indicator]
        result, now = shown(self.extract, choice), trial(self.extract, self.series)
        rows = [
            (name, before, after)
            for (name, before), (_, after) in zip(
                self._said(now), self._said(result.finding), strict=True
            )
        ]
        self.heading.value = render("explored_title.html", shown=result)
        self.canvas.spec = result.spec
        self.below.value = render(
            "tried.html", sentence=sentence, facts=facts, rows=rows, name=indicator.name
        )

    def _said(self, finding: Finding) -> list[tuple[str, str]]:
        """What the report says, in the same rows for any finding."""
        indicator, rating = self.extract.indicators[finding.indicator], finding.rating
        label = self.extract.framework.rating.label(rating)
        usual = words.usual_range(finding.lower_limit, finding.upper_limit, indicator)
        drawn = finding.centre is not None
        return [
            ("Verdict", sentences.verdict_name(finding)),
            ("What it rests on", sentences.why(finding, indicator, label)),
            ("Rating", words.rating_words(rating, label)),
            ("Target", words.target_words(finding, indicator) or "None"),
            ("Average", words.figure(finding.centre, indicator) if drawn else "Not shown"),
            ("Usual range", usual if drawn else "Not shown"),
            ("Change", words.variation_words(finding)),
            ("Reliable?", words.assurance_words(finding)),
        ]


class RebaseTrial(_Trial):
    """What the limits would be if they started anew, and what speaks for it."""

    def __init__(self, extract: Extract, scope: str = "") -> None:
        self.rebase = dropdown("Limits start anew in")
        super().__init__(extract, scope, (self.rebase,))

    def offer(self) -> None:
        """Offer the periods of the series, where it has limits."""
        fit(
            self.rebase, offers.rebases(self.extract, self.indicator.value, self.organisation.value)
        )

    def show(self) -> None:
        """Weigh the step and draw the limits."""
        choice = replace(self.series, rebase=self.rebase.value)
        if not choice.rebase:
            self.compared(choice, "Choose a period for the limits to start anew in.", [])
            return
        indicator, now = self.extract.indicators[choice.indicator], trial(self.extract, self.series)
        internal = self.extract.audience is Audience.INTERNAL
        run_length = self.extract.framework.spc.run_length
        weighed = step(now, trial(self.extract, choice), indicator, choice.rebase, run_length)
        if weighed is None:
            raise WrongUse("the chart draws longer periods; choose another series")
        facts = list(said.step_facts(weighed, now, indicator, internal=internal))
        self.compared(choice, said.step_sentence(weighed, now, indicator), facts)


class TargetTrial(_Trial):
    """What rating, reliability and chance of meeting it another target would bring."""

    def __init__(self, extract: Extract, scope: str = "") -> None:
        self.target, self.lower, self.upper, self.tolerance = (
            widgets.Text(description=name, continuous_update=False)
            for name in ("Target", "Target, from", "Target, to", "Tolerance")
        )
        super().__init__(extract, scope, (self.target, self.lower, self.upper, self.tolerance))

    @property
    def aim(self) -> Aim:
        """The target that was typed.

        Raises
        ------
        WrongUse
            What was typed is no number.
        """
        return Aim(*(_number(c) for c in (self.target, self.lower, self.upper, self.tolerance)))

    def offer(self) -> None:
        """Ask for a band where a value is to lie in one, and else for one number."""
        polarity = self.extract.indicators[self.indicator.value].polarity
        band = polarity is Polarity.RANGE
        self.target.disabled = band or polarity is Polarity.NONE
        self.lower.disabled = self.upper.disabled = not band
        self.tolerance.disabled = polarity is Polarity.NONE
        for control in (self.target, self.lower, self.upper, self.tolerance):
            control.layout.display = "none" if control.disabled else None

    def show(self) -> None:
        """Rate and draw the series with the target."""
        choice = replace(self.series, aim=self.aim)
        indicator = self.extract.indicators[choice.indicator]
        if indicator.polarity is Polarity.NONE:
            raise WrongUse(f"neither way is better for {indicator.name}, so it has no target")
        tried, now = trial(self.extract, choice), trial(self.extract, self.series)
        facts = [
            (name, f"{before or 'not known'}; as tried, {after or 'not known'}")
            for name, before, after in (
                (
                    "Chance of meeting it in one more period, if nothing changes",
                    said.chance(now, indicator),
                    said.chance(tried, indicator),
                ),
                (
                    "Chance that the year as a whole meets it",
                    now.outlook.chance if now.outlook else "",
                    tried.outlook.chance if tried.outlook else "",
                ),
            )
            if before or after
        ]
        self.compared(choice, self._sentence(tried, choice), facts)

    def _sentence(self, tried: Finding, choice: Choice) -> str:
        """Say what the target would bring, and what the chances leave out."""
        if choice.aim == Aim():
            return "Type a target to try."
        label = self.extract.framework.rating.label(tried.rating)
        doubt = "The latest points stand out, so the average may not hold."
        said_ = f"{label}. {words.assurance_words(tried)}."
        return f"{said_} {doubt}" if tried.rule else said_


def _number(control: Any) -> float | None:
    text = "" if control.disabled else control.value.strip().replace(",", "")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise WrongUse(f"{control.description}: a number such as 75, not {text!r}")
    return value
