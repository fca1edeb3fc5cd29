"""What is said of a trial: facts and one sentence for a rebase, a chance in words for a target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.reach import reach
from pmf_analysis.judgements.rebase import LEAST_BEFORE, LEAST_RUN, Step, Support
from pmf_analysis.visuals import words

__all__ = ["chance", "step_facts", "step_sentence"]

TENTHS = 10


def step_sentence(step: Step, finding: Finding, indicator: Indicator) -> str:
    """Say in a sentence or two whether the figures bear out limits that start anew.

    Parameters
    ----------
    step : Step
        What was weighed.
    finding : Finding
        As it is recorded.
    indicator : Indicator
        What is measured.
    """
    time = _time(finding, indicator)
    if step.recorded:
        return "Limits already start anew here."
    if step.support is Support.LEFT:
        return (
            "Limits already start anew after it, and the report looks for a new level only from "
            "there on."
        )
    if not step.before:
        return "No figure stands before it, so there is no old level to leave."
    if step.support is Support.TOO_FEW:
        few = words.count(step.before, time)
        return f"Only {few} before it: the old level needs {LEAST_BEFORE} before it can be left."
    side = _side(step)
    run = words.count(step.run, time)
    if step.support is Support.HELD:
        cause = (
            "The cause recorded near it needs agreement before it goes into events.csv."
            if step.known
            else "Nothing is recorded near it: find out what changed before anything is recorded."
        )
        return f"The new level has held: {run} in a row {side} the old average. {cause}"
    if step.support is Support.SHIFTED:
        return (
            f"{words.capital(run)} in a row {side} the old average, a shift by the council's rule, "
            f"but a new level is not suggested before {LEAST_RUN}."
        )
    which = f" {side}" if step.side else " to either side of"
    return f"Nothing here speaks for a new level: no unbroken run{which} the old average from it."


def step_facts(
    step: Step, finding: Finding, indicator: Indicator, *, internal: bool
) -> Iterator[tuple[str, str]]:
    """Yield what was weighed, as names and texts.

    Parameters
    ----------
    step, finding, indicator
        As `step_sentence`.
    internal : bool
        Whether to say where the report itself suggests that a person look.
    """
    time = _time(finding, indicator)
    for name, points, mean in (
        ("Before it", step.before, step.mean_before),
        ("From it on", step.after, step.mean_after),
    ):
        yield name, f"{words.capital(words.count(points, time))}{_mean(mean, indicator)}"
    if step.difference is not None:
        yield "Difference", _difference(step.difference, indicator)
        run = f"{step.run} in a row from the first" if step.run else "but not the first"
        beyond = f"{step.beyond} of {step.after} {_side(step)} it, {run}"
        yield "Beyond the old average", beyond
        met = "Met" if step.run >= step.run_length else "Not met"
        yield "Rule for a shift", f"{met}: it asks for {step.run_length} in a row"
    if internal:
        here = "here" if step.suggested == step.period else f"at {step.suggested}"
        yield "The report itself", f"Suggests {f'a look {here}' if step.suggested else 'no look'}"
    if step.narrower is not None:
        yield "Usual range", _narrower(step.narrower)
    if not step.enough:
        needed = f"{step.after} of the {step.needed} points that a usual range needs"
        yield "Provisional", f"{needed}, so none would be shown yet"
    told = "; ".join(f"{h.label} ({h.period})" for h in step.known)
    yield "Recorded near it", told or "Nothing"


def chance(finding: Finding, indicator: Indicator) -> str:
    """Say how often a process that goes on as it does would meet its target; "" where unknown.

    Examples of what is said: about 7 in 10, under 1 in 10, over 9 in 10.
    """
    share = reach(finding, indicator)
    if share is None:
        return ""
    tenths = int(share * TENTHS + 0.5)
    if tenths in (0, TENTHS):
        return f"over {TENTHS - 1} in {TENTHS}" if tenths else f"under 1 in {TENTHS}"
    return f"about {tenths} in {TENTHS}"


def _time(finding: Finding, indicator: Indicator) -> str:
    """The noun for one point of the chart."""
    frequency = finding.charted_every or indicator.frequency
    return words.unit_of_time(replace(indicator, frequency=frequency))


def _side(step: Step) -> str:
    return "below" if step.side < 0 else "above"


def _difference(size: float, indicator: Indicator) -> str:
    """A difference that rounds to nothing is none."""
    text = words.step(abs(size), indicator)
    if text == words.step(0.0, indicator):
        return "None"
    return f"{'Up' if size > 0 else 'Down'} {text}"


def _mean(value: float | None, indicator: Indicator) -> str:
    return "" if value is None else f", {words.figure(value, indicator)} on average"


def _narrower(share: float) -> str:
    percent = f"{share:.0%}"
    if percent == "100%":
        return "As wide as before"
    return f"{'Narrower' if share < 1 else 'Wider'}: {percent} of the old width"
