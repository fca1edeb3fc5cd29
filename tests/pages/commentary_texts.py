"""What people write, and worse: text to try commentary with."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from pmf_analysis.pages.commentary.cells import opened
from pmf_analysis.pages.commentary.draft import FRONT

__all__ = ["FRONT", "lines", "page", "prose", "saved_by_jupyterlab"]

# Signs that mean something to Markdown, MyST, Sphinx, notebooks, templates or JSON.
SIGNS = (
    "+++",
    '+++ {"indicator": "101"}',
    "+++ {not json}",
    "+ + +",
    "```",
    "````",
    "~~~",
    "```{code-cell}",
    "```{code-cell} ipython3\n:tags: [a]\n",
    "```{code-cell}\n---\na: b\n---\n",
    "```{raw-cell}",
    "```{include} /etc/passwd\n```",
    ":::{note}",
    "---",
    "***",
    "===",
    "- ",
    "  - ",
    "1. ",
    "> ",
    "# ",
    "| a | b |\n|---|---|\n| 1 | ![x](https://evil.example/t.png) |",
    "% a comment",
    "% Write here",
    "(target)=",
    "    ",
    "\t",
    "{{ name }}",
    "{download}`x`",
    "{",
    "}",
    "$x$ and $$y$$",
    "\\",
    "100% of £5m",
    "<script>alert(1)</script>",
    "<img src=https://evil.example/t.png onerror=alert(1)>",
    "<!--",
    "-->",
    "<div>",
    "<?php",
    "<![CDATA[",
    "</textarea>",
    "![a](https://evil.example/a.png)",
    "![a][b]",
    "![b]",
    "[b]: https://evil.example/b.png",
    "![a ![b](c)](d)",
    "[x](javascript:alert(1))",
    "[x](path:/etc/passwd)",
    "[x](../../data/observations.csv)",
    "[x](../indicators/101.md)",
    "<path:/etc/passwd>",
    "<https://gov.example/>",
    "[^1]",
    "[^1]: note",
    "Term\n: meaning",
    "&lt;b&gt; &#0;",
    "مرحبا بالعالم",
    "你好，世界",
    "\N{PARTY POPPER}\N{ZERO WIDTH JOINER}e\N{COMBINING ACUTE ACCENT}",
    "\N{NO-BREAK SPACE}",
    "Ordinary words about the figures, which rose to 45.2%.",
)

_part = st.one_of(st.sampled_from(SIGNS), st.text(max_size=12))
lines = st.lists(_part, max_size=8).map("\n".join)
# What JupyterLab can read back: its reader takes these signs for ends of lines, and a text file
# has only one kind of them.
ODD = str.maketrans(dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\ufeff", " "))
prose = lines.map(lambda text: text.translate(ODD))


def page(folder: Path, name: str, *cells: str) -> Path:
    """Write a commentary file of cells that stand there as given, head and all."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(FRONT + "".join(f"\n{cell}\n" for cell in cells), encoding="utf-8", newline="")
    return path


def saved_by_jupyterlab(path: Path) -> str:
    """Return what JupyterLab would make of a file by opening and saving it."""
    import jupytext

    notebook = jupytext.reads(opened(path), fmt="md:myst")
    notebook.metadata["language_info"] = {"name": "python", "pygments_lexer": "ipython3"}
    made = jupytext.writes(notebook, fmt="md:myst")
    # What stands above the first cell is for the contents manager to keep.
    return FRONT + made.split("\n---\n", 1)[1]
