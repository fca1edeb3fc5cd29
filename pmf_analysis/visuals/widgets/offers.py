"""What each control of the explorer offers, as pairs of a label and a value."""

from __future__ import annotations

from pmf_analysis.findings import beside
from pmf_analysis.findings.extract import Extract
from pmf_analysis.findings.trial import Choice, Rules, fitting, trial
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.indicator import ChartKind
from pmf_analysis.visuals.widgets.shown import MIDDLE

__all__ = [
    "charts",
    "comparators",
    "indicators",
    "known",
    "organisations",
    "quarters",
    "rebases",
    "rules",
    "starts",
    "themes",
]

Options = list[tuple[str, str]]
NONE = ("None", "")

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

    All of the theme where none does.
    """
    order = [t.code for t in extract.framework.themes]
    place = {code: n for n, code in enumerate(order)}
    codes = sorted(
        (c for c in extract.organisations if not theme or extract.indicators[c].theme == theme),
        key=lambda c: place.get(extract.indicators[c].theme, len(order)),
    )
    found = [code for code in codes if _holds(extract, code, text)] or codes
    return [(f"{code} {extract.indicators[code].name}", code) for code in found]


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


def charts(extract: Extract, indicator: str, organisation: str) -> Options:
    """The program's choice, and the other charts that fit."""
    own = trial(extract, Choice(indicator, organisation)).chart
    listed = ((_CHARTS[kind], kind.value) for kind in fitting(extract, indicator, organisation))
    return [(f"As in the report ({_CHARTS[own]})", ""), *listed]


def rebases(extract: Extract, indicator: str, organisation: str) -> Options:
    """The periods that limits could start anew in; none where there are no limits."""
    if not fitting(extract, indicator, organisation):
        return [("As in the report", "")]
    periods = extract.periods(indicator, organisation)[1:]
    return [("As in the report", ""), *((p, p) for p in reversed(periods))]


def rules(extract: Extract) -> Options:
    """The council's own rules, and the others."""
    own = extract.framework.spc.rules
    others = [r.value for r in Rules if r and r.value != own]
    return [(f"The council's ({_RULES[own]})", ""), *((_RULES[r], r) for r in others)]
