"""Trials: what the report would say if limits started anew, or if the target were another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import ipywidgets as widgets

from pmf_analysis.findings.extract import Extract
from pmf_analysis.findings.trial import Aim, Choice, trial
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.indicator import Audience, Polarity
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.rebase import step
from pmf_analysis.judgements.signal import Assurance
from pmf_analysis.visuals import sentences, words
from pmf_analysis.visuals.templates import render
from pmf_analysis.visuals.widgets import offers, said, typed
from pmf_analysis.visuals.widgets.canvas import Ruler, canvas
from pmf_analysis.visuals.widgets.panel import Panel, dropdown, fit
from pmf_analysis.visuals.widgets.shown import shown

__all__ = ["RebaseTrial", "TargetTrial", "rebase_trial", "target_trial"]

_AIMS = ("Target", "Target, from", "Target, to")
_WRONG = "pmf-wrong"  # of a field whose text cannot be read


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
        self.rebase = dropdown("Limits start anew in", "pmf-most")
        super().__init__(extract, scope, (self.rebase,))

    def offer(self) -> None:
        """Offer the periods of the series, where it has limits."""
        fit(self.rebase, offers.rebases(self.extract, self.series))

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
        self.fields = tuple(
            widgets.Text(description=name, continuous_update=False)
            for name in (*_AIMS, "Tolerance")
        )
        self.target, self.lower, self.upper, self.tolerance = self.fields
        self._series = ("", "")
        super().__init__(extract, scope, self.fields)

    def offer(self) -> None:
        """Ask for a band where a value is to lie in one, and else for one number, typed afresh."""
        polarity = self.extract.indicators[self.indicator.value].polarity
        band = polarity is Polarity.RANGE
        self.target.disabled = band or polarity is Polarity.NONE
        self.lower.disabled = self.upper.disabled = not band
        self.tolerance.disabled = polarity is Polarity.NONE
        series = (self.indicator.value, self.organisation.value)
        for field in self.fields:
            field.layout.display = "none" if field.disabled else None
            field.value = field.value if series == self._series else ""
        self._series = series

    def typed(self) -> Aim:
        """Return the target that was typed.

        Raises
        ------
        WrongUse
            Something of it cannot be read; each such field says in its label what it expects.
        """
        indicator = self.extract.indicators[self.indicator.value]
        rule = self.extract.framework.rating
        read_aim = partial(typed.aim, indicator=indicator)
        read_width = partial(typed.width, indicator=indicator, rule=rule)
        labels = [typed.aim_label(name, indicator) for name in _AIMS]
        labels.append(typed.width_label(indicator, rule))
        readers = (read_aim, read_aim, read_aim, read_width)
        values: list[float | None] = []
        faults: list[str] = []
        for field, read in zip(self.fields, readers, strict=True):
            value, fault = (None, "") if field.disabled else _read(field.value, read)
            values.append(value)
            faults.append(fault)
        _, low, high, _ = values
        if low is not None and high is not None and low > high:
            faults[2] = f"no lower than where it starts, {self.lower.value.strip()}"
        for field, label, fault in zip(self.fields, labels, faults, strict=True):
            _mark(field, label, fault)
        if any(faults):
            raise WrongUse("Nothing is tried until what is marked above is mended.")
        return Aim(*values)

    def show(self) -> None:
        """Rate and draw the series with the target."""
        choice = replace(self.series, aim=self.typed())
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
        parts = [f"{label}."]
        if tried.assurance is not Assurance.NO_TARGET:
            parts.append(f"{words.assurance_words(tried)}.")
        if tried.rule:
            parts.append("The latest points stand out, so the average may not hold.")
        return " ".join(parts)


def _read(text: str, read: Callable[[str], float | None]) -> tuple[float | None, str]:
    """The number that a text holds, and what is wrong with it."""
    try:
        return read(text), ""
    except WrongUse as wrong:
        return None, str(wrong)


def _mark(field: Any, label: str, fault: str) -> None:
    """Label a field, with its fault where it has one: so it is read out with the field."""
    field.description = f"{label}: {fault}" if fault else label
    change = field.add_class if fault else field.remove_class
    change(_WRONG)
