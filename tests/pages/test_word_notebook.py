"""Words taken back into notebooks: into the cell that was read, and nothing else moves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.pages.commentary import word
from pmf_analysis.pages.commentary.word import back
from pmf_analysis.pages.commentary.word.notebook import with_source
from tests.pages.word_files import (
    DUTIES,
    QUARTER,
    change,
    commentary,
    council,
    reworded,
    sent,
    stands,
)


@pytest.mark.parametrize("suffix", [".md", ".ipynb"])
def test_a_cell_put_in_while_files_are_read_moves_no_words(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cells are counted in one text, and that text is what may be replaced."""
    data = council(tmp_path)
    theme = commentary(data) / f"theme-homes{suffix}"
    if suffix == ".ipynb":
        theme.with_suffix(".md").unlink()
        about = {"indicator": "101", "against": "f"}
        cells = [nbformat.v4.new_markdown_cell("Back by June.", metadata=about)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), theme)
    path = change(sent(data)["housing"], reworded(DUTIES, "by June", "by July"))
    real = back.returned

    def saved_meanwhile(file: Any) -> Any:
        if suffix == ".md":
            text = theme.read_text()
            theme.write_text(text.replace("Words of the theme.", "New.\n\n+++\n\nWords of it."))
        else:
            notebook = nbformat.read(theme, as_version=4)
            notebook.cells.insert(0, nbformat.v4.new_markdown_cell("New."))
            nbformat.write(notebook, theme)
        return real(file)

    monkeypatch.setattr(back, "returned", saved_meanwhile)
    proposal = word.propose(data, [path], QUARTER)
    before = stands(data)
    with pytest.raises(FaultsFound, match="Someone saved it meanwhile"):
        proposal.take()
    assert stands(data) == before


CELLS = [
    {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["Na\u00efve {"]},
    {"cell_type": "markdown", "id": "b", "metadata": {}, "source": ["One\n", 'two "x" [\u2026']},
    {"cell_type": "code", "id": "c", "metadata": {}, "outputs": [], "source": ["1"]},
]
NOTEBOOK = {
    "cells": CELLS,
    "metadata": {"x": 1.50, "source": "y"},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@pytest.mark.parametrize("indent", [1, 2, 4, "\t", None])
@pytest.mark.parametrize("escaped", [True, False])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_notebook_keeps_the_way_it_is_written(
    indent: int | str | None, escaped: bool, newline: str
) -> None:
    """It differs from the file as that same writer would have written it in nothing."""

    def written(notebook: dict[str, Any]) -> str:
        text = json.dumps(notebook, indent=indent, ensure_ascii=escaped)
        return text.replace("\n", newline) + newline

    new = ["Three\n", "\u00e9t\u00e9"]
    wanted = {**NOTEBOOK, "cells": [CELLS[0], {**CELLS[1], "source": new}, CELLS[2]]}
    assert with_source(written(NOTEBOOK), 2, "".join(new)) == written(wanted)
    emptied = {**NOTEBOOK, "cells": [CELLS[0], {**CELLS[1], "source": []}, CELLS[2]]}
    assert with_source(written(NOTEBOOK), 2, "") == written(emptied)
    assert with_source(written(emptied), 2, "".join(new)) == written(wanted)


def test_other_bytes_stay_whatever_they_are() -> None:
    """A source of one string, no space, a number's zeros, a slash escaped."""
    text = '{"nbformat":4,"cells":[{"source":"a\\/b","x":1.500}, {"source" : ["\\u0061"]}]} \n'
    assert with_source(text, 1, 'c"\u00e9') == text.replace('"a\\/b"', '"c\\"\\u00e9"')
    assert with_source(text, 2, "d") == text.replace('"\\u0061"', '"d"')


@given(
    sources=st.lists(st.text(), min_size=1, max_size=4),
    new=st.text(),
    indent=st.sampled_from([None, 1, 3]),
    place=st.integers(0, 3),
)
def test_the_cell_says_the_new_words_and_no_other_cell_does(
    sources: list[str], new: str, indent: int | None, place: int
) -> None:
    """Whatever the words are."""
    place %= len(sources)
    cells = [{"metadata": {"[": "}"}, "source": text.splitlines(keepends=True)} for text in sources]
    text = json.dumps({"cells": cells}, indent=indent)
    after = json.loads(with_source(text, place + 1, new))
    said = ["".join(cell["source"]) for cell in after["cells"]]
    assert said == [*sources[:place], new, *sources[place + 1 :]]
