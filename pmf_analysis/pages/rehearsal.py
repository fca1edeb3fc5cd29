"""Importing this runs one notebook with one chart, so that forks find everything in its place.

Half of what a small page costs is the first run of its libraries: schemas read, tables built,
caches filled. A fork of a process that has done so begins with all of it.
"""

from __future__ import annotations

import nbformat

from pmf_analysis.pages.engines import Job, run

_CELL = """
import altair
from pmf_analysis.visuals import theme
from pmf_analysis.visuals.templates import render
theme.register()
base = altair.Chart(altair.Data(values=[{"x": "a", "y": 1}])).encode(x="x:O", y="y:Q")
altair.layer(base.mark_line(), base.mark_point(filled=True)).to_dict()
render("message.html", css="", text="")
"""


def _rehearse() -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(_CELL)])
    notebook.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": ""}
    # What goes wrong here goes wrong in the pages as well, and is said there by their names.
    run(Job("rehearsal", nbformat.writes(notebook), {}, ""))


_rehearse()
