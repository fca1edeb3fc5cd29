"""Rows put together into a table of text that shares what repeats."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["BATCH", "Gathered", "Shared"]

BATCH = 500  # rows worked on at once: few enough that the garbage collector never walks them all
MOST_SHARED = 65_536  # texts of a column; one with more hardly repeats


class Shared(dict[Any, Any]):
    """What each value becomes, worked out once: equal cells are one object in memory.

    Parameters
    ----------
    become : callable
        Gives what a value becomes.
    """

    def __init__(self, become: Callable[[Any], Any]) -> None:
        super().__init__()
        self._become = become

    def __missing__(self, value: Any) -> Any:
        """Work a value out, and keep it while there is room."""
        made = self._become(value)
        if len(self) < MOST_SHARED:
            self[value] = made
        return made


class Gathered:
    """A table of text that grows by batches of rows.

    Parameters
    ----------
    spell : sequence of callable
        Per column, how a cell's value is written.
    """

    def __init__(self, spell: Sequence[Callable[[Any], str]]) -> None:
        self._lines = array("q")
        self._columns: list[list[str]] = [[] for _ in spell]
        self._shared = [Shared(each) for each in spell]

    def add(self, lines: Iterable[int], columns: Iterable[Iterable[Any]]) -> None:
        """Add a batch of rows, given column by column."""
        self._lines.extend(lines)
        for column, shared, cells in zip(self._columns, self._shared, columns, strict=False):
            column.extend(map(shared.__getitem__, cells))

    def frame(self, names: Sequence[str]) -> pd.DataFrame:
        """Return the table, indexed by line; what was gathered is given up for it."""
        made: dict[int, Any] = {}
        for place, column in enumerate(self._columns):
            cells = np.empty(len(column), dtype=object)
            cells[:] = column
            column.clear()
            made[place] = pd.array(cells, dtype="str", copy=False)
        index = pd.Index(np.array(self._lines, dtype=np.int64))
        frame = pd.DataFrame(made, index=index, columns=range(len(names)), copy=False)
        return frame.set_axis(list(names), axis=1)
