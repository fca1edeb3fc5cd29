"""A save from JupyterLab: the words that were edited, and every other byte as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from pmf_analysis.framework.errors import PmfError
from pmf_analysis.lab.keeping import notebook, saved
from pmf_analysis.pages.commentary.cells import PLACEHOLDER, cells
from pmf_analysis.pages.commentary.draft import FRONT as HEAD
from tests.conftest import ROOT

WRITTEN = sorted((ROOT / "notebooks" / "commentary").rglob("*.md"))
DRAFTED = f"""{HEAD}
```{{code-cell}} ipython3
here.brief("702")
```

+++ {{"guide": "702", "made": "00000000"}}

Answer below.

+++ {{"indicator": "702", "against": "ce17e98943eb"}}

% Write here

```{{code-cell}} ipython3
here.preview()
```
"""
COMMENTARY = 2  # the place of the cell to write in


def shown(text: str) -> list[dict[str, Any]]:
    """The cells as JupyterLab holds them once they have run, outputs and all."""
    listed = [dict(cell) for cell in notebook(text)["cells"]]
    for cell in listed:
        cell["metadata"] = dict(cell["metadata"]) | {"trusted": True, "scrolled": False}
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "SECRET"}]
            cell["execution_count"] = 7
    return listed


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_the_demonstrations_files_stay_as_they_are(path: Any) -> None:
    """Opened, run and saved without an edit, each file of commentary keeps its bytes."""
    text = path.read_bytes().decode()
    assert saved(text, shown(text)) == text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_words_change_alone(end: str) -> None:
    """What is typed takes the place of what stood there; no output comes along."""
    text = DRAFTED.replace("\n", end)
    listed = shown(text)
    listed[COMMENTARY]["source"] = "It rose.\n\nWe act."
    assert saved(text, listed) == text.replace(PLACEHOLDER, f"It rose.{end}{end}We act.")


@pytest.mark.parametrize(
    "typed", ["+++", "a\n\n+++ {}\n\nb", "```{code-cell}\nrun()\n```", "```\nx"]
)
def test_no_words_make_or_take_a_cell(typed: str) -> None:
    """Words that look like the head of a cell stay words of the cell they were typed in."""
    listed = shown(DRAFTED)
    listed[COMMENTARY]["source"] = typed
    made = cells(saved(DRAFTED, listed))
    assert [cell.kind for cell in made] == [cell.kind for cell in cells(DRAFTED)]
    assert made[COMMENTARY].metadata == {"indicator": "702", "against": "ce17e98943eb"}


def test_an_emptied_cell_keeps_its_place() -> None:
    """A cell whose words are taken out can be written in again."""
    listed = shown(DRAFTED)
    listed[COMMENTARY]["source"] = ""
    assert saved(DRAFTED, listed) == DRAFTED
    text = DRAFTED.replace(PLACEHOLDER, "It rose.")
    assert saved(text, listed) == DRAFTED


def test_cells_are_added_moved_and_taken_out() -> None:
    """The cells come back in their order; what stands before the first change keeps its bytes."""
    text = DRAFTED.replace("Answer below.", "Answer *below*.  ").replace(PLACEHOLDER, "It rose.")
    first, guide, words, preview = shown(text)
    new = {"cell_type": "markdown", "source": "Of the page.", "metadata": {}}
    made = saved(text, [first, guide, preview, new, words])
    assert made.startswith(text[: text.index('+++ {"indicator"')].rstrip("\n"))
    said = [(cell.source, dict(cell.metadata)) for cell in cells(made)]
    assert said == [
        ('here.brief("702")', {}),
        ("Answer *below*.", {"guide": "702", "made": "00000000"}),
        ("here.preview()", {}),
        ("Of the page.", {}),
        ("It rose.", {"indicator": "702", "against": "ce17e98943eb"}),
    ]
    assert cells(saved(text, [guide, words]))[0].metadata["guide"] == "702"


SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "tags": st.lists(st.sampled_from(["hide-input", "é", "a: b", ""]), max_size=2),
        "jupyter": st.fixed_dictionaries({"source_hidden": st.booleans()}),
        "slideshow": st.just({"slide_type": "slide"}),
        "editable": st.booleans(),
        "collapsed": st.booleans(),
    },
)
CODE = st.lists(st.sampled_from(["here.preview()", "---", ":x: 1", "", "```", "  a"]), max_size=4)


@given(SETTINGS, CODE.map("\n".join))
@example({"jupyter": {"source_hidden": True}}, "here.preview()")
@example({}, ":x: 1")
def test_a_code_cells_settings_are_kept(settings: dict[str, Any], code: str) -> None:
    """One that is folded away stays so, and the next save, without an edit, writes nothing."""
    listed = shown(DRAFTED)
    listed[0] |= {"source": code, "metadata": settings}
    made = saved(DRAFTED, listed)
    lasting = {name: value for name, value in settings.items() if name != "collapsed"}
    if code.strip() or lasting:
        first = cells(made)[0]
        assert (first.metadata, first.source) == (lasting, code.rstrip())
    assert saved(made, listed) == made
    assert saved(made, shown(made)) == made


def test_what_a_hand_wrote_of_the_session_stays() -> None:
    """A cell that is collapsed in the file is no reason to write it anew."""
    text = DRAFTED.replace("ipython3\nhere.brief", "ipython3\n:collapsed: true\n\nhere.brief")
    assert saved(text, shown(text)) == text
    listed = shown(text)
    listed[COMMENTARY]["source"] = "It rose."
    assert saved(text, listed) == text.replace(PLACEHOLDER, "It rose.")


def test_cells_with_nothing_in_them_are_not_written() -> None:
    """JupyterLab adds an empty cell at the end when the last one is run."""
    empty = {"cell_type": "code", "source": "", "metadata": {}, "outputs": []}
    assert saved(DRAFTED, [*shown(DRAFTED), empty]) == DRAFTED


def test_a_page_without_front_matter_gets_none() -> None:
    """A hand-written page of the book opens as one cell, and stays a page."""
    text = "# Roles\n\n```{note}\nA note.\n```\n\n+ one\n+ two\n"
    listed = shown(text)
    assert len(listed) == 1
    listed[0]["source"] = listed[0]["source"].replace("A note", "Another note")
    assert saved(text, listed) == text.replace("A note", "Another note")


def test_a_new_notebook_says_what_it_is() -> None:
    """A file made in JupyterLab opens as a notebook the next time."""
    made = saved("", [{"cell_type": "markdown", "source": "It rose.", "metadata": {}}])
    assert made.startswith(HEAD)
    assert [cell.source for cell in cells(made)] == ["It rose."]


def test_a_head_that_cannot_be_read_is_not_opened() -> None:
    """Saved from JupyterLab it would be lost; the error says where and what to do."""
    text = DRAFTED.replace('"against": "ce', '"against": ce')
    with pytest.raises(PmfError, match=r"head of cell 3 cannot be read.*text editor"):
        notebook(text)


PIECES = st.sampled_from(
    [
        "Words.",
        "+++",
        '+++ {"indicator": "1"}',
        "```{code-cell}",
        "```",
        "~~~",
        "> quoted",
        "- x",
        "<!-- c",
        "-->",
        "---",
        "% Write here",
        "| a | b |",
        "    code",
        "$x$",
        "{role}`x`",
        "é 😀",
        "",
    ]
)
TEXTS = st.tuples(
    st.booleans(), st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=14), st.booleans()
).map(lambda t: (HEAD if t[0] else "") + "\n".join(t[1]) + ("\n" if t[2] else ""))


def opens(text: str) -> bool:
    """Whether JupyterLab is given the file at all."""
    try:
        notebook(text)
    except PmfError:
        return False
    return True


@given(TEXTS)
def test_whatever_stands_in_a_file_an_unchanged_save_keeps_it(text: str) -> None:
    """Byte for byte, whatever Markdown it is."""
    assume(opens(text))
    assert saved(text, shown(text)) == text


@given(TEXTS, st.data(), st.text(max_size=60))
def test_whatever_is_typed_no_other_cell_changes(
    text: str, data: st.DataObject, typed: str
) -> None:
    """Each other cell keeps its kind, metadata and source; all before and after keeps its bytes."""
    assume(opens(text))
    found = cells(text)
    places = [number for number, cell in enumerate(found) if cell.kind == "markdown"]
    assume(places)
    place = data.draw(st.sampled_from(places))
    assume(typed.strip() or found[place].metadata)
    listed = shown(text)
    listed[place]["source"] = typed
    made = saved(text, listed)
    now = [(cell.kind, cell.metadata, cell.source) for cell in cells(made)]
    was = [(cell.kind, cell.metadata, cell.source) for cell in found]
    assert now[:place] + now[place + 1 :] == was[:place] + was[place + 1 :]
    assert made.startswith(text[: found[place].start])
    assert made.endswith(text[found[place].end :])
