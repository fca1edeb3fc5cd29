"""What the command says: results to standard output, errors and progress to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from pmf_analysis.framework.errors import FaultsFound, PmfError

if TYPE_CHECKING:
    from pmf_analysis.site.publish import Progress as Report

__all__ = ["explain", "line", "machine", "progress", "table"]

_out = Console(highlight=False, soft_wrap=True, emoji=False)
_err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def line(text: str) -> None:
    """Say a line."""
    _out.print(text, markup=False)


def machine(document: Any) -> None:
    """Print JSON, keys sorted."""
    # Not through the console, which wraps and styles.
    text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False)
    sys.stdout.write(text + "\n")


def explain(error: PmfError) -> None:
    """Say what is wrong and where; a fault a line."""
    if isinstance(error, FaultsFound):
        n = len(error.faults)
        _err.print(f"{n} {'fault' if n == 1 else 'faults'} found:", markup=False)
    _err.print(str(error), markup=False)


def table(title: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print a table."""
    shown = Table(*header, title=title, title_justify="left", box=None, pad_edge=False)
    for row in rows:
        shown.add_row(*row)
    _out.print(shown, markup=False, soft_wrap=False)


@contextmanager
def progress() -> Iterator[Report]:
    """Show a bar while something long runs; on a file or a pipe, nothing."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal) as bar:
        tasks: dict[str, Any] = {}

        def report(what: str, done: int, of: int) -> None:
            if what not in tasks:
                for task in tasks.values():
                    bar.update(task, visible=False)
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done, total=of)

        yield report
