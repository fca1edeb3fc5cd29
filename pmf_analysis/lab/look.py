"""The site's look for pieces that stand in JupyterLab, where its style sheet is not."""

from __future__ import annotations

import html
from functools import cache
from importlib.resources import files
from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import display

from pmf_analysis.framework.errors import PmfError
from pmf_analysis.visuals.figure import Html

__all__ = ["dressed", "piece", "plain_errors", "trouble"]


@cache
def _style() -> str:
    return files("pmf_analysis.lab").joinpath("lab.css").read_text(encoding="utf-8")


def dressed(inside: str) -> str:
    """Return HTML that is already safe, with the look that it needs."""
    return f'<div class="pmf-lab"><style>{_style()}</style>{inside}</div>'


def piece(*parts: Html) -> Html:
    """Return pieces of a page one under another, dressed."""
    return Html(dressed("".join(part.html for part in parts)))


def trouble(what: str, why: str) -> str:
    """Say what went wrong, and in the program's own words why."""
    told = f"<p>{html.escape(what)}</p><pre>{html.escape(why)}</pre>"
    return dressed(f'<div class="wrong" role="alert">{told}</div>')


def plain_errors() -> None:
    """From here on show what the program can explain in its own words, without a traceback."""
    shell = get_ipython()
    if shell is not None:
        shell.set_custom_exc((PmfError,), _told)


def _told(_shell: Any, _kind: type, error: PmfError, _traceback: Any, **_: Any) -> None:
    display(Html(trouble("This cannot be shown yet.", str(error))))
