"""What became of each row of a file, and what is wrong with it, while it is being read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.sources.arrival import LeftOut

__all__ = ["Account"]

SHOWN = 20  # faults of one kind; the rest are counted
NOT_ASKED_FOR = "nothing in it that the mapping asks for"


class Account:
    """Keeps, for one file, why rows were left out and every fault; all are told together.

    Parameters
    ----------
    file : str
        The file's name.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self._reasons: dict[int, str] = {}

    def leave(self, rows: Iterable[int], reason: str) -> None:
        """Say why rows give no figure; the first reason for a row stands."""
        for row in rows:
            self._reasons.setdefault(row, reason)

    def once(self, frame: pd.DataFrame, key: Sequence[str], advice: str) -> pd.DataFrame:
        """Return the rows of a frame indexed by row with each key once.

        The same again is left out; the same key with something else is a fault.
        """
        if not frame.duplicated(list(key)).any():
            return frame
        group = frame.groupby(list(key), sort=False).ngroup().to_numpy()
        _, begins = np.unique(group, return_index=True)
        first = begins[group]
        others = frame.drop(columns=list(key)).astype(object)
        cells = others.where(others.notna(), "").to_numpy()
        same = (cells == cells[first]).all(axis=1)
        later = first != np.arange(len(frame))
        rows, original = frame.index.to_numpy(), frame.index.to_numpy()[first]
        for row, before in zip(rows[later & same], original[later & same], strict=True):
            self.leave([int(row)], f"the same again, as in row {before}")
        faults = [
            self._twice(int(rows[n]), int(original[n]), frame.iloc[n], key, advice)
            for n in np.flatnonzero(later & ~same)
        ]
        self.tell(faults)
        kept: pd.DataFrame = frame[~later]
        return kept

    def tell(self, faults: Sequence[Fault]) -> None:
        """Keep faults of one kind: the first of them whole, the rest as a number."""
        self.faults += faults[:SHOWN]
        if len(faults) > SHOWN:
            last = faults[-1]
            got = f"{len(faults) - SHOWN:,} more like it, down to this row"
            self.faults.append(Fault(self.file, last.row, last.column, last.expected, got))

    def check(self) -> None:
        """Raise all that was told, if anything was."""
        if self.faults:
            raise FaultsFound(self.faults)

    def left_out(self, rows: pd.Index, used: Iterable[int]) -> tuple[LeftOut, ...]:
        """Return the rows that gave nothing, each with its reason."""
        gave = set(used)
        return tuple(
            LeftOut(row, self._reasons.get(row, NOT_ASKED_FOR))
            for row in rows.tolist()
            if row not in gave
        )

    def _twice(
        self, row: int, before: int, cells: pd.Series, key: Sequence[str], advice: str
    ) -> Fault:
        what = ", ".join(str(cells[name]) for name in key if cells[name])
        got = f"{what} again with something else, as in row {before}"
        return Fault(self.file, row, "", "each figure once", got, advice)
