"""What a new book's guides say of this council: its codes, its quarters, rows that would do."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pmf_analysis.framework.profile import Framework
from pmf_analysis.intake.new.answers import NONE, Asked
from pmf_analysis.tables import examples

__all__ = ["filled"]


def filled(framework: Framework, asked: Asked, codes: Collection[str]) -> dict[str, str]:
    """Return what stands for each ``$name`` in the guides.

    Parameters
    ----------
    framework : Framework
        The new book's own.
    asked : Asked
        What it was begun from.
    codes : collection of str
        Of the indicators that are in its catalogue already.
    """
    quarter, council = asked.quarter, framework.council.code
    three = examples.indicators(framework, codes)
    day = examples.recorded_on(framework, quarter)
    rows = examples.catalogue(three)
    return {
        "name": framework.council.name,
        "code": council,
        "themes": framework.words.themes,
        "directorates": framework.words.directorates,
        "begun": _begun(asked),
        "catalogue": _catalogue(framework, codes),
        "indicator_rows": "\n".join(three),
        "figure_rows": "\n".join(examples.figure(row, council, quarter, day) for row in rows),
        "target_rows": "\n".join(examples.target(row, council, quarter, day) for row in rows),
        "theme_codes": _listed(theme.code for theme in framework.themes),
        "directorate_codes": _listed(each.code for each in framework.directorates),
        "perspective_codes": _listed(each.code for each in framework.perspectives),
        "frequency": str(quarter.frequency),
        "points": str(framework.spc.minimum_points),
        "day": day.isoformat(),
        "quarter": str(quarter),
        "previous": str(quarter.previous()),
        "next": str(quarter.next()),
        "slug": quarter.slug,
    }


def _begun(asked: Asked) -> str:
    if asked.framework == NONE:
        return "All of it is a proposal for you to begin from."
    return f"It was begun from the ready-made framework `{asked.framework}`."


def _catalogue(framework: Framework, codes: Collection[str]) -> str:
    many = framework.words.indicators
    if not codes:
        return f"`data/indicators.csv` says what you measure. It has no {many} yet."
    return (
        f"`data/indicators.csv` says what you measure. It has the {len(codes)} {many} of the "
        "ready-made framework already: keep those that you want, and delete the rest. One without "
        "figures has no page."
    )


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)
