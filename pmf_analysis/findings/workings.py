"""What the limits of an edition's series rest on, for readers who look for themselves."""

from __future__ import annotations

from pmf_analysis.findings.extract import Extract
from pmf_analysis.findings.judged import rule_set, series_of
from pmf_analysis.judgements import baseline
from pmf_analysis.judgements.baseline import Workings
from pmf_analysis.judgements.longer import longer

__all__ = ["workings"]


def workings(extract: Extract) -> dict[tuple[str, str], Workings]:
    """Return the workings of every series that limits mean something for.

    Parameters
    ----------
    extract : Extract
        The readable figures of an edition.

    Returns
    -------
    dict
        By indicator and organisation. The last period is that of the finding's last point; before
        the first figure of a series there may be periods more than its finding has points.
    """
    rules = rule_set(extract.framework.spc)
    found = {}
    for series, row, _, _ in series_of(extract.book, extract.quarter):
        rests_on = baseline.workings(longer(series, row, rules) or series)
        if rests_on is not None:
            found[series.indicator.indicator, series.organisation] = rests_on
    return found
