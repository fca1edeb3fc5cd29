"""What a notebook may ask for: the findings of one page, and the pieces to show them with.

This is the only module that notebooks import. Run by a person or by plain papermill, a
notebook works out the findings it needs; in a build it is handed the same findings.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from pmf_analysis import findings as flow
from pmf_analysis.findings import extract_file
from pmf_analysis.findings.extract import Extract, extract
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.period import PeriodError
from pmf_analysis.visuals.page import Page
from pmf_analysis.visuals.page.benchmarks import BenchmarksPage
from pmf_analysis.visuals.page.calendar import CalendarPage
from pmf_analysis.visuals.page.case_studies import CaseStudiesPage
from pmf_analysis.visuals.page.clinic import ClinicPage
from pmf_analysis.visuals.page.context import ContextPage
from pmf_analysis.visuals.page.delivery import DeliveryPage
from pmf_analysis.visuals.page.earlier import EarlierPage
from pmf_analysis.visuals.page.explorer import ExplorerPage
from pmf_analysis.visuals.page.finance import FinancePage
from pmf_analysis.visuals.page.framework import FrameworkPage
from pmf_analysis.visuals.page.golden_thread import GoldenThreadPage
from pmf_analysis.visuals.page.groups import GroupsPage
from pmf_analysis.visuals.page.home import CorporatePage, HomePage
from pmf_analysis.visuals.page.indicator import IndicatorPage, IndicatorsPage
from pmf_analysis.visuals.page.measures import MeasuresPage
from pmf_analysis.visuals.page.people import PeoplePage
from pmf_analysis.visuals.page.portfolio import PortfolioPage
from pmf_analysis.visuals.page.quality import QualityPage
from pmf_analysis.visuals.page.questions import QuestionsPage
from pmf_analysis.visuals.page.residents import ResidentsPage
from pmf_analysis.visuals.page.responses import ResponsesPage
from pmf_analysis.visuals.page.risk import RiskPage
from pmf_analysis.visuals.page.roles import RolesPage
from pmf_analysis.visuals.page.scorecards import DirectoratePage, ThemePage
from pmf_analysis.visuals.page.service import ServicePage
from pmf_analysis.visuals.page.service_plan import ServicePlanPage, StandardsPage
from pmf_analysis.visuals.page.statutory import StatutoryPage
from pmf_analysis.visuals.page.year import YearPage

if TYPE_CHECKING:
    from pmf_analysis.visuals.widgets.opener import Opener
    from pmf_analysis.visuals.widgets.panel import Panel

__all__ = [
    "EXTRACT",
    "HANDED_OVER",
    "PAGES",
    "Page",
    "directorates",
    "explorer",
    "kind_of",
    "opener",
    "page",
    "rebase_trial",
    "target_trial",
]

# Names the file with a page's findings while a build runs its notebook.
HANDED_OVER = "PMF_PAGE_FINDINGS"
# Names the file with the extract that explorers read, in place of a book, where it is set.
EXTRACT = "PMF_EXTRACT"
# Every kind of page, in reading order.
PAGES: tuple[type[Page], ...] = (
    HomePage,
    CorporatePage,
    BenchmarksPage,
    QuestionsPage,
    YearPage,
    ThemePage,
    PortfolioPage,
    DirectoratePage,
    ServicePage,
    ClinicPage,
    DeliveryPage,
    StandardsPage,
    ServicePlanPage,
    GroupsPage,
    RiskPage,
    FinancePage,
    PeoplePage,
    ResidentsPage,
    ContextPage,
    ResponsesPage,
    CaseStudiesPage,
    GoldenThreadPage,
    FrameworkPage,
    RolesPage,
    CalendarPage,
    QualityPage,
    EarlierPage,
    StatutoryPage,
    MeasuresPage,
    IndicatorsPage,
    ExplorerPage,
    IndicatorPage,
)


def kind_of(kind: str) -> type[Page]:
    """Return the pages of one kind.

    Raises
    ------
    WrongUse
        There is no such kind.
    """
    for pages in PAGES:
        if pages.kind == kind:
            return pages
    known = ", ".join(pages.kind for pages in PAGES)
    raise WrongUse(f"there is no page {kind!r}; there are: {known}")


def page(
    kind: str,
    quarter: str = "",
    scope: str = "",
    data: str = "data",
    audience: str = "public",
    as_at: str = "",
) -> Page:
    """Open the page of one kind and scope.

    Parameters
    ----------
    kind : str
        ``home``, ``corporate``, ``theme``, ``directorate``, ``indicator``: one of `PAGES`.
    quarter : str
        For example ``2025-26 Q2``; the latest when left out.
    scope : str
        The code of the theme, directorate or indicator; "" for the first of them.
    data : str
        The folder that holds the book of data.
    audience : str
        ``public`` or ``internal``.
    as_at : str
        Read the ledgers as they stood on this day, such as ``2025-12-02``; "" for all.

    Raises
    ------
    PmfError
        The book cannot be used, or there is no such page.
    """
    pages = kind_of(kind)
    handed = os.environ.get(HANDED_OVER)
    if handed:
        return pages(scope, flow.restore(handed))
    findings = flow.compute(data, quarter, audience, _day(as_at))
    first = next(iter(pages.scopes(findings)), None)
    if first is None:
        needs = " and ".join(f"{table}.csv" for table in pages.rests_on)
        because = f": it needs {needs}" if needs else ""
        raise WrongUse(f"there is no {kind} page in the {audience} edition{because}")
    return pages.open(findings, scope or first)


def explorer(
    quarter: str = "",
    scope: str = "",
    data: str = "data",
    audience: str = "public",
    as_at: str = "",
) -> Panel:
    """Return widgets to explore every series of an edition with.

    Where the environment variable `EXTRACT` names a file, that alone is read, and no book; its
    audience is the one that it was made for.

    Parameters
    ----------
    quarter, data, audience, as_at : str
        As `page`.
    scope : str
        The code of the indicator to begin with; "" for the first.

    Raises
    ------
    PmfError
        The book or the extract cannot be used, the extract is of another quarter or day, or there
        is no such indicator.
    """
    from pmf_analysis.visuals.widgets import explorer  # noqa: PLC0415 - no page needs ipywidgets

    return explorer(_extract(quarter, data, audience, as_at), scope)


def rebase_trial(
    quarter: str = "",
    scope: str = "",
    data: str = "data",
    audience: str = "internal",
    as_at: str = "",
) -> Panel:
    """Return widgets that start limits anew, with what speaks for it.

    Parameters as `explorer`, but of the internal edition unless told otherwise.
    """
    from pmf_analysis.visuals.widgets import rebase_trial  # noqa: PLC0415 - no page needs ipywidgets

    return rebase_trial(_extract(quarter, data, audience, as_at), scope)


def target_trial(
    quarter: str = "",
    scope: str = "",
    data: str = "data",
    audience: str = "internal",
    as_at: str = "",
) -> Panel:
    """Return widgets that try another target.

    Parameters as `explorer`, but of the internal edition unless told otherwise.
    """
    from pmf_analysis.visuals.widgets import target_trial  # noqa: PLC0415 - no page needs ipywidgets

    return target_trial(_extract(quarter, data, audience, as_at), scope)


def directorates(
    quarter: str = "",
    scope: str = "",
    data: str = "data",
    audience: str = "internal",
    as_at: str = "",
) -> Panel:
    """Return widgets that set the parts of the council side by side.

    Parameters as `explorer`, but of the internal edition unless told otherwise.
    """
    from pmf_analysis.visuals.widgets import directorates  # noqa: PLC0415 - no page needs ipywidgets

    return directorates(_extract(quarter, data, audience, as_at), scope)


def opener(label: str, make: Callable[..., Panel], *parameters: str) -> Opener:
    """Return a button that makes and shows widgets when it is pressed.

    Parameters
    ----------
    label : str
        What it opens, in words.
    make : callable
        Such as `target_trial`.
    parameters : str
        Of `make`, in its order.
    """
    from pmf_analysis.visuals.widgets import Opener  # noqa: PLC0415 - no page needs ipywidgets

    return Opener(label, partial(make, *parameters))


def _extract(quarter: str, data: str, audience: str, as_at: str) -> Extract:
    handed = os.environ.get(EXTRACT)
    if handed:
        return _asked(extract_file.read(handed), quarter, _day(as_at))
    return extract(data, quarter, audience, _day(as_at))


def _asked(extract: Extract, quarter: str, as_at: dt.date | None) -> Extract:
    """Refuse to answer for another quarter or day than the extract is of."""
    try:
        same = not quarter or extract.framework.period(quarter) == extract.quarter
    except PeriodError as error:
        raise WrongUse(str(error)) from None
    if not same:
        raise WrongUse(f"the extract is of {extract.quarter}, not of {quarter!r}")
    if as_at and as_at != extract.as_at:
        made = f"as at {extract.as_at}" if extract.as_at else "of all that is recorded"
        raise WrongUse(f"the extract is {made}, not as at {as_at}")
    return extract


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUse(f"as_at is a date such as 2025-12-02, but came as {text!r}") from None
