"""Books made in memory for the tests of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.tables.book import Book
from tests import books


def catalogue_of(*rows: str) -> Mapping[str, Indicator]:
    """Return the indicators of some rows of indicators.csv."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        no_rows = dict.fromkeys(("targets", "events"))
        observed = [books.OBSERVATION_COLUMNS]
        changed = {"indicators": [books.INDICATOR_COLUMNS, *rows], "observations": observed}
        return flow.load(books.write(Path(folder) / "data", **changed, **no_rows)).indicators


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """The small book."""
    return flow.load(books.write(tmp_path / "data"))
