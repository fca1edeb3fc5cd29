"""A notebook saved in JupyterLab, put back into its text: every byte that was not edited stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

from pmf_analysis.framework.errors import PmfError
from pmf_analysis.pages.commentary.cells import (
    PLACEHOLDER,
    Cell,
    CellKind,
    appended,
    cells,
    replaced,
    words,
)
from pmf_analysis.pages.commentary.draft import FRONT

__all__ = ["KERNEL", "notebook", "saved"]

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_FRONT = re.compile(
    r"\A\ufeff?(?:---[ \t]*\r?\n.*?^---[ \t]*(?:\r?\n|\Z))?", re.DOTALL | re.MULTILINE
)
# What JupyterLab remembers of a cell while it is open, and nobody wrote.
_OF_THE_SESSION = {"trusted", "collapsed", "scrolled", "ExecuteTime", "execution"}


def notebook(text: str) -> dict[str, Any]:
    """Return a MyST notebook as JupyterLab opens it.

    Raises
    ------
    PmfError
        The file, or the head of a cell, cannot be read: saving it from here would lose it.
    """
    from nbformat import from_dict, v4  # noqa: PLC0415 - slow to load

    made = {CellKind.CODE: v4.new_code_cell, CellKind.RAW: v4.new_raw_cell}
    found = _found(text)
    for number, cell in enumerate(found, start=1):
        if cell.unreadable or not isinstance(cell.metadata, Mapping):
            said = cell.unreadable or cell.metadata
            raise PmfError(
                f"the head of cell {number} cannot be read: {said}. Open the file with "
                "the text editor (right click, Open With) and put it right"
            )
    whole: dict[str, Any] = v4.new_notebook(metadata={"kernelspec": KERNEL})
    for cell in found:
        empty = PLACEHOLDER if cell.kind is CellKind.MARKDOWN else ""
        one = made.get(cell.kind, v4.new_markdown_cell)(cell.source or empty)
        # After it was made, which would refuse what JupyterLab itself puts up with: a tag twice.
        one.metadata = from_dict(dict(cell.metadata))
        whole["cells"].append(one)
    return whole


def saved(text: str, listed: Iterable[Mapping[str, Any]]) -> str:
    """Return a MyST notebook's text with what its cells now hold.

    Parameters
    ----------
    text : str
        What stands in the file; "" for a new one.
    listed : iterable of mapping
        The cells as JupyterLab sends them. Outputs and what it remembers of a session are left
        out, as is a cell with neither text nor metadata.

    Returns
    -------
    str
        Where words alone changed, differs from `text` in those words alone. Where cells were
        added, moved, taken out or given another head, all up to the first of them stays.

    Raises
    ------
    PmfError
        The file cannot be read, or the text would not give the same cells again.
    """
    old, new = _held(_found(text)), _held(map(_cell, listed))
    if [_frame(cell) for cell in old] == [_frame(cell) for cell in new]:
        made = _reworded(text, old, new)
    else:
        pairs = takewhile(
            lambda pair: _told(pair[0]) == _told(pair[1]), zip(old, new, strict=False)
        )
        same = len(list(pairs))
        front = _FRONT.match(text)
        kept = text[: old[same - 1].end] if same else front.group() if front else ""
        made = appended(kept if text else FRONT, new[same:])
    if [_head(cell) for cell in _held(cells(made))] != [_head(cell) for cell in new]:
        raise PmfError("these cells cannot be written as text and read again; nothing was saved")
    return made


def _found(text: str) -> tuple[Cell, ...]:
    try:
        return cells(text)
    except Exception as error:  # noqa: BLE001 - whatever a hand-written file provokes
        raise PmfError(f"this is no MyST notebook: {error}") from None


def _held(listed: Iterable[Cell]) -> list[Cell]:
    """Leave out cells that hold nothing: running the last cell adds one."""
    return [cell for cell in listed if _lasting(cell.metadata) or cell.source]


def _reworded(text: str, old: Iterable[Cell], new: Iterable[Cell]) -> str:
    pairs = list(zip(old, new, strict=True))
    for was, now in reversed(pairs):  # from the end, so that the places before still hold
        if _told(was) != _told(now):
            text = replaced(text, was, now.source)
    return text


def _cell(raw: Mapping[str, Any]) -> Cell:
    kind, source = CellKind(raw["cell_type"]), raw["source"]
    source = source if isinstance(source, str) else "".join(source)
    source = source.rstrip()
    source = source.lstrip("\n") if kind is CellKind.MARKDOWN else source
    return Cell(kind, source, _lasting(raw["metadata"]))


def _head(cell: Cell) -> tuple[CellKind, dict[str, object]]:
    return cell.kind, _lasting(cell.metadata)


def _lasting(metadata: Mapping[str, object]) -> dict[str, object]:
    return {k: v for k, v in metadata.items() if k not in _OF_THE_SESSION}


def _told(cell: Cell) -> tuple[object, ...]:
    """What a cell says, whether or not the line that stands in for words is there."""
    source = words(cell.source) if cell.kind is CellKind.MARKDOWN else cell.source.rstrip()
    return *_head(cell), source


def _frame(cell: Cell) -> tuple[object, ...]:
    """What must not change if only words did."""
    return _head(cell) if cell.kind is CellKind.MARKDOWN else _told(cell)
