"""File one council's tables under another's framework: its codes, its words, what it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from pmf_analysis.framework.placing import Placing
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.work import LinkKind
from pmf_analysis.tables.columns import Cell, Column, Table
from pmf_analysis.tables.schemas import TABLES

__all__ = ["filed"]

Frames = Mapping[str, pd.DataFrame]
# What a row may do without; all else that is left out takes the row with it.
_SPARED = {"mission", "board"}
# Tables whose rows other tables name, and what they are called there.
_NAMED = {"indicators": "indicator", "actions": "action", "risks": "risk"}
# Tables whose rows links alone name: the column that names them, and what links call them.
_TIED = {
    "objectives": ("objective", str(LinkKind.OBJECTIVE)),
    "finance": ("line", str(LinkKind.BUDGET)),
    "responses": ("response", str(LinkKind.RESPONSE)),
}
_NAMED_BY = {table: (kind, kind) for table, kind in _NAMED.items()} | _TIED
LINKS, FINANCE = "links", "finance"


def filed(
    frames: Frames, placing: Placing, framework: Framework, catalogue: pd.DataFrame | None = None
) -> dict[str, pd.DataFrame]:
    """Return tables of text as the framework would hold them; those given are not changed.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Per table, every cell as text.
    placing : Placing
        Where its codes go, and what its words become.
    framework : Framework
        Whose services have a directorate each.
    catalogue : DataFrame or None
        The framework's own indicators, which alone are kept, in its own codes and words.
    """
    clerk = _Clerk(placing, framework.parents)
    order = sorted(frames, key=lambda name: (name not in _NAMED, name == LINKS, name))
    made = {}
    for name in order:
        if name in placing.without or name not in TABLES:
            continue
        if {c.name for c in TABLES[name].columns} - set(frames[name]):
            made[name] = frames[name]  # whoever checks the tables says what is missing
        elif name == "indicators" and catalogue is not None and "indicator" in catalogue:
            clerk.lose("indicator", set(frames[name]["indicator"]) - set(catalogue["indicator"]))
            made[name] = catalogue
        else:
            made[name] = clerk.file(TABLES[name], frames[name])
    return made


@dataclass
class _Clerk:
    """Files one table after another, and remembers what was left out.

    Attributes
    ----------
    parents : mapping of str to str
        The directorate of each of the framework's services.
    lost : dict of str to set of str
        Codes that are left out, by the kind of thing.
    """

    placing: Placing
    parents: Mapping[str, str]
    lost: dict[str, set[str]] = field(default_factory=dict)

    def lose(self, kind: str, codes: set[str]) -> None:
        self.lost.setdefault(kind, set()).update(codes)

    def file(self, table: Table, frame: pd.DataFrame) -> pd.DataFrame:
        """Return a table's rows that have a place, in their new codes and words."""
        columns = [c for c in table.all_columns if c.name in frame]
        kept = pd.Series(True, index=frame.index)
        made = frame.copy()
        for column in columns:
            if column.refers:
                made[column.name], stays = self._codes(column, frame)
                kept &= stays
            elif column.cell is Cell.TEXT:
                made[column.name] = self._said(frame[column.name])
        kept &= self._own(table, frame) & self._about(table, frame)
        made = self._at_home(made)
        if table.name in _NAMED_BY:
            key, kind = _NAMED_BY[table.name]
            self.lose(kind, set(frame[key]) - set(frame.loc[kept, key]))
        return made[kept]

    def _codes(self, column: Column, frame: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        """A column's new codes, and which rows it leaves a place."""
        cells = frame[column.name]
        goes = self.placing.codes(column.refers)
        gone = {code for code, to in goes.items() if not to} | self.lost.get(column.refers, set())
        lost = cells.isin(gone)
        # Where its service goes decides, and the directorate follows.
        if column.refers == "directorate" and "service" in frame:
            lost &= ~frame["service"].map(lambda code: bool(self._service(code)))
        cells = cells.map(lambda code: goes.get(code, code)).mask(lost, "")
        spared = column.refers in _SPARED or (
            not column.required and column.refers in _NAMED.values()
        )
        return cells, ~lost | spared

    def _service(self, code: str) -> str:
        return self.placing.services.get(code, code)

    def _at_home(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Rows that name a service stand under its directorate."""
        if not {"service", "directorate"} <= set(frame.columns):
            return frame
        homes = frame["service"].map(lambda code: self.parents.get(code, ""))
        return frame.assign(directorate=frame["directorate"].mask(homes != "", homes))

    def _own(self, table: Table, frame: pd.DataFrame) -> pd.Series:
        """Which rows of a table that others name are kept by their own code."""
        kind = _NAMED.get(table.name, "line" if table.name == FINANCE else "")
        gone = {code for code, to in self.placing.codes(kind).items() if not to}
        return ~frame[kind].isin(gone) if kind else pd.Series(True, index=frame.index)

    def _about(self, table: Table, frame: pd.DataFrame) -> pd.Series:
        """Which rows are about nothing that is left out."""
        if table.name == "responses":
            gone = {code for kind in _NAMED.values() for code in self.lost.get(kind, ())}
            return ~frame["about"].isin(gone)
        if table.name == LINKS:
            return ~(self._lost_end(frame, "from") | self._lost_end(frame, "to"))
        return pd.Series(True, index=frame.index)

    def _lost_end(self, frame: pd.DataFrame, end: str) -> pd.Series:
        pairs = zip(frame[f"{end}_kind"], frame[f"{end}_id"], strict=True)
        lost = [code in self.lost.get(kind, ()) for kind, code in pairs]
        return pd.Series(lost, index=frame.index, dtype=bool)

    def _said(self, cells: pd.Series) -> pd.Series:
        said = {text: self.placing.said(text) for text in cells.unique()}
        return cells.map(said)
