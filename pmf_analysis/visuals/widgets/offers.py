"""What each control of the explorer offers, as pairs of a label and a value."""

from __future__ import annotations

from dataclasses import replace

from pmf_analysis.findings import beside
from pmf_analysis.findings.extract import Extract
from pmf_analysis.findings.trial import Choice, Rules, drawn, fitting
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.indicator import ChartKind
from pmf_analysis.visuals.widgets.shown import MIDDLE

__all__ = [
    "charts",
    "comparators",
    "indicators",
    "known",
    "matched",
    "organisations",
    "quarters",
    "rebases",
    "rules",
    "starts",
    "themes",
]

Options = list[tuple[str, str]]
NONE = ("None", "")
AS_REPORTED = "As reported"

_CHARTS = {
    ChartKind.XMR: "XmR chart",
    ChartKind.P: "p chart",
    ChartKind.P_PRIME: "p\u2032 chart",
    ChartKind.U: "u chart",
    ChartKind.U_PRIME: "u\u2032 chart",
    ChartKind.C: "c chart",
    ChartKind.T: "t chart",
    ChartKind.G: "g chart",
    ChartKind.RUN: "Run chart",
    ChartKind.LINE: "Line",
}
_RULES = {
    "making_data_count": "Making Data Count",
    "plot_the_dots": "Plot the Dots",
}


def themes(extract: Extract) -> Options:
    """Every theme that has an indicator to show."""
    used = {extract.indicators[code].theme for code in extract.organisations}
    listed = [(t.name, t.code) for t in extract.framework.themes if t.code in used]
    return [(f"All {extract.framework.words.themes}", ""), *listed]


def indicators(extract: Extract, theme: str, text: str) -> Options:
    """The indicators of a theme whose code, name or keywords hold a text, theme by theme.

    All of the theme where none does; see `matched`.
    """
    order = [t.code for t in extract.framework.themes]
    place = {code: n for n, code in enumerate(order)}
    codes = sorted(
        (c for c in extract.organisations if not theme or extract.indicators[c].theme == theme),
        key=lambda c: place.get(extract.indicators[c].theme, len(order)),
    )
    found = [code for code in codes if _holds(extract, code, text)] or codes
    return [(f"{code} {extract.indicators[code].name}", code) for code in found]


def matched(extract: Extract, theme: str, text: str) -> bool:
    """Whether any indicator of a theme holds a text."""
    return any(_holds(extract, code, text) for _, code in indicators(extract, theme, text))


def _holds(extract: Extract, code: str, text: str) -> bool:
    indicator = extract.indicators[code]
    said = " ".join((code, indicator.name, *indicator.keywords)).casefold()
    return all(word in said for word in text.casefold().split())


def known(extract: Extract, code: str) -> str:
    """Return the code of an indicator as it is.

    Raises
    ------
    WrongUse
        No indicator of that code has a figure.
    """
    if code in extract.organisations:
        return code
    word = extract.framework.words.indicator
    raise WrongUse(f"there is no {word} {code!r} to explore")


def organisations(extract: Extract, indicator: str) -> Options:
    """Who reports an indicator."""
    name = extract.framework.organisation_name
    return [(name(code) or code, code) for code in extract.organisations[indicator]]


def starts(extract: Extract, indicator: str, organisation: str) -> Options:
    """The periods that a series can be shown from."""
    periods = extract.periods(indicator, organisation)
    return [("The first figure", ""), *((p, p) for p in periods)]


def quarters(extract: Extract) -> Options:
    """The quarters to report, the latest first."""
    latest, *earlier = reversed(extract.quarters)
    return [(str(latest), ""), *((str(q), str(q)) for q in earlier)]


def comparators(extract: Extract, indicator: str, organisation: str) -> Options:
    """Whose figures can stand beside."""
    found = beside.comparators(extract, indicator, organisation)
    return [NONE, *((name or MIDDLE, code) for code, name in found.items())]


def charts(extract: Extract, choice: Choice) -> Options:
    """The program's choice, and the other charts that would be drawn of what is chosen."""
    own = drawn(extract, replace(choice, chart=ChartKind.UNNAMED))
    if own is None:
        return [(AS_REPORTED, "")]
    listed = [(f"As reported: {_CHARTS[own.chart]}", "")]
    for kind in fitting(extract, choice.indicator, choice.organisation):
        found = drawn(extract, replace(choice, chart=kind))
        if kind is not own.chart and found is not None and found.chart is kind:
            listed.append((_CHARTS[kind], kind.value))
    return listed


def rebases(extract: Extract, choice: Choice) -> Options:
    """The periods of what is chosen that limits could start anew in, the latest first.

    None where there are no limits. Neither its first figure's, which nothing comes before, nor one
    where limits start anew already.
    """
    nowhere = [(AS_REPORTED, "")]
    code, organisation, read = choice.indicator, choice.organisation, extract.framework.period
    if not fitting(extract, code, organisation):
        return nowhere
    own = drawn(extract, replace(choice, rebase="", chart=ChartKind.UNNAMED))
    if own is None or own.chart is ChartKind.LINE or not own.first_period:
        return nowhere
    first, last = read(own.first_period), read(own.last_period)
    already = {h.period for h in own.happenings if h.rebase}
    periods = (p for p in extract.periods(code, organisation) if p not in already)
    return nowhere + [(p, p) for p in reversed([*periods]) if first < read(p) <= last]


def rules(extract: Extract) -> Options:
    """The council's own rules, and the others."""
    own = extract.framework.spc.rules
    others = [r.value for r in Rules if r and r.value != own]
    return [(f"As reported: {_RULES[own]}", ""), *((_RULES[r], r) for r in others)]
