"""A commentary file as cells: as JupyterLab reads it, and changed nowhere but where asked."""

from __future__ import annotations

import json

import jupytext
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from jupytext.myst import MystMetadataParsingError

from pmf_analysis.pages.commentary.cells import (
    PLACEHOLDER,
    Cell,
    CellKind,
    appended,
    cells,
    guarded,
    replaced,
    words,
)
from tests.pages.commentary_texts import FRONT, lines, prose

MARKDOWN, CODE = CellKind.MARKDOWN, CellKind.CODE
heads = st.dictionaries(st.sampled_from(["indicator", "against", "é"]), st.text(max_size=5))


def seen(text: str) -> list[tuple[str, str, dict[str, object]]]:
    """The cells that JupyterLab would show."""
    notebook = jupytext.reads(text, fmt="md:myst")
    return [(c.cell_type, c.source, dict(c.metadata)) for c in notebook.cells]


def told(found: tuple[Cell, ...]) -> list[tuple[str, str, dict[str, object]]]:
    """The same of our cells, without the heads that stand over nothing."""
    return [
        (str(c.kind), c.source, dict(c.metadata))
        for c in found
        if c.source or c.kind is not MARKDOWN
    ]


@given(prose, st.booleans())
@example("```{code-cell}\n---\na: [b\n---\n1\n```\nx", True)
@example("a\n\n+++ {}\n\n   \n b  \n+++", False)
@example("<!--\n+++\n-->\n+++\nx", True)
@example("- a\n  ```{code-cell}\n  x\n  ```\n+++\n> +++\n", True)
def test_cells_are_those_that_jupyterlab_shows(text: str, front: bool) -> None:
    """Kind, source and metadata, whatever the Markdown; positions name the source."""
    whole = (FRONT if front else "") + text
    try:
        expected = seen(whole)
    except MystMetadataParsingError:
        assert any(cell.unreadable for cell in cells(whole))
        return
    except Exception:  # noqa: BLE001 - front matter that is no YAML
        assume(False)
    found = cells(whole)
    assert told(found) == expected
    for cell in found:
        if cell.kind is MARKDOWN:
            assert whole[cell.start : cell.end].rstrip() == cell.source
    assert [cell.start for cell in found] == sorted(cell.start for cell in found)


@given(prose)
def test_windows_line_ends_and_a_mark_at_the_start_change_no_cell(text: str) -> None:
    """Notepad writes both; a file may also end without a line end."""
    whole = f"{FRONT}\n{text}"
    plain = cells(whole)
    assert told(cells("\ufeff" + whole.replace("\n", "\r\n"))) == told(plain)
    if plain and plain[-1].kind is MARKDOWN:  # a code block that is left open ends with the file
        assert told(cells(whole.rstrip("\n"))) == told(plain)


@given(lines, st.lists(st.tuples(lines, heads), max_size=3))
@example("```\nopen", [("```", {})])
@example("<div>\nx", [("<!-- x", {"indicator": "1"})])
@example("", [("---\na: b\n---", {})])
@example("a\u2028```\nb", [("c", {})])
def test_added_cells_come_back_as_they_were_given(
    text: str, new: list[tuple[str, dict[str, str]]]
) -> None:
    """Each is one cell, whatever is typed in it, and no byte before them changes."""
    whole = f"{FRONT}\n{text}"
    given_ = [Cell(MARKDOWN, source, head) for source, head in new]
    made = appended(whole, given_)
    assert made.startswith(whole)
    before, after = cells(whole), cells(made)
    assert len(after) == len(before) + len(new)
    for cell, (source, head) in zip(after[len(before) :], new, strict=True):
        assert cell.source == guarded(source)
        assert cell.metadata == head
    assert [(c.kind, c.metadata) for c in after[: len(before)]] == [
        (c.kind, c.metadata) for c in before
    ]


settings_ = st.fixed_dictionaries(
    {},
    optional={
        "tags": st.lists(
            st.text(alphabet="a:#-'\"{}é 1", min_size=1, max_size=5), max_size=2, unique=True
        ),
        "jupyter": st.fixed_dictionaries({"source_hidden": st.booleans()}),
        "slideshow": st.fixed_dictionaries({"slide_type": st.sampled_from(["slide", "-", ""])}),
        "editable": st.booleans(),
        "collapsed": st.booleans(),
    },
)
# How a line of code may begin, and what would be taken for its cell's settings or its end.
starts = st.sampled_from(["---", "---\n", ":x: 1", "  :x", "", " ", "```", "a: [b", "{}", "é = 1"])


@given(
    st.sampled_from([CODE, CellKind.RAW]), settings_, st.lists(starts, max_size=5), st.booleans()
)
@example(CODE, {"jupyter": {"source_hidden": True}}, ["here.headline()"], True)
@example(CellKind.RAW, {}, ["---", "a: 1", "---", "x"], False)
@example(CODE, {}, [":x: 1"], True)
@example(CODE, {"editable": False}, ["", "---", ":x: 1"], True)
def test_a_code_cell_comes_back_with_its_settings(
    kind: CellKind, settings: dict[str, object], typed: list[str], last: bool
) -> None:
    """JupyterLab reads the same kind, settings and source; a cell after it stays its own."""
    new = [Cell(kind, "\n".join(typed).rstrip(), settings)]
    made = appended(FRONT, new if last else [*new, Cell(MARKDOWN, "After.")])
    first, *rest = cells(made)
    assert (first.kind, first.source, first.metadata) == (kind, new[0].source, settings)
    assert [cell.source for cell in rest] == ([] if last else ["After."])
    assert seen(made) == told((first, *rest))


@given(st.lists(st.tuples(prose, heads), min_size=1, max_size=4), st.data(), lines)
@example([("a", {}), ("b", {"indicator": "1"})], None, "<div>")
def test_other_words_in_a_cell_change_no_other_byte(
    there: list[tuple[str, dict[str, str]]], data: st.DataObject | None, source: str
) -> None:
    """What stands before the cell and after it is the same; so is every other cell."""
    whole = appended(FRONT, [Cell(MARKDOWN, text, head) for text, head in there])
    found = cells(whole)
    place = data.draw(st.integers(0, len(found) - 1)) if data else 0
    old = found[place]
    made = replaced(whole, old, source)
    assert made.startswith(whole[: old.start])
    assert made.endswith(whole[old.end :])
    after = cells(made)
    assert [c.source for c in after[:place]] == [c.source for c in found[:place]]
    assert [c.source for c in after[place + 1 :]] == [c.source for c in found[place + 1 :]]
    assert after[place].source == guarded(source)
    assert after[place].metadata == old.metadata


@given(lines)
def test_plain_words_are_kept_as_typed(text: str) -> None:
    """Nothing is escaped but what would end the cell, and doing it twice does no more."""
    once = guarded(text)
    assert guarded(once) == once
    if not any(sign in text for sign in ("+", "`", "~", "<", "\r", "\v", "\f")):
        plain = text.rstrip().lstrip("\n")
        if len(plain.splitlines()) == len(plain.split("\n")):
            assert once == (plain or PLACEHOLDER)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\n+++\nb", "a\n\\+++\nb"),
        ("```{code-cell}\nx\n```", "```\\{code-cell}\nx\n```"),
        ("```\nnever closed", "```\nnever closed\n```"),
        ("<!-- never closed", "<!-- never closed\n-->"),
        ("> +++\n- +++", "> +++\n- +++"),
        ("```\n+++\n```", "```\n+++\n```"),
        (" \n", PLACEHOLDER),
    ],
)
def test_what_would_end_a_cell_is_kept_in_it(typed: str, kept: str) -> None:
    """A line of plus signs, a code cell's head and an open fence stay words of the one cell."""
    assert guarded(typed) == kept


def test_windows_line_ends_are_kept_in_what_is_added() -> None:
    """A file has one kind of line end, the one that it had."""
    text = FRONT.replace("\n", "\r\n") + "\r\nA.\r\n"
    made = appended(text, [Cell(MARKDOWN, "B\nC", {"indicator": "1"})])
    assert "\n" not in made.replace("\r\n", "")
    changed = replaced(made, cells(made)[0], "D\nE")
    assert "\n" not in changed.replace("\r\n", "")
    assert [cell.source for cell in cells(changed)] == ["D\nE", "B\nC"]


def test_a_head_that_is_no_json_is_told_and_its_words_are_not_lost() -> None:
    """JupyterLab would refuse the whole file."""
    text = FRONT + '\n+++ {"indicator": 703"}\n\nWords.\n\n+++ ["703"]\n\nMore.\n'
    found = cells(text)
    assert [cell.unreadable for cell in found] == ['{"indicator": 703"}', '["703"]']
    assert [cell.source for cell in found] == ["Words.", "More."]


def test_a_head_over_nothing_is_a_cell() -> None:
    """JupyterLab drops it; an analyst who emptied it in an editor meant it to stay."""
    text = FRONT + '\n+++ {"indicator": "703"}\n\n+++ {"indicator": "704"}\n\nWords.\n'
    empty, full = cells(text)
    assert (empty.source, empty.metadata["indicator"]) == ("", "703")
    made = replaced(text, empty, "Now words.")
    assert [cell.source for cell in cells(made)] == ["Now words.", "Words."]
    assert json.loads(json.dumps(full.metadata)) == {"indicator": "704"}


def test_the_line_that_stands_for_words_is_no_word() -> None:
    """It may be left above or below what was written."""
    assert words(PLACEHOLDER) == ""
    assert words(f"{PLACEHOLDER}\n\nWords.\n\n- {PLACEHOLDER}") == f"Words.\n\n- {PLACEHOLDER}"


@pytest.mark.parametrize("options", ["Words.", "- a", "a: \x01", "a: [", "{{"])
def test_options_that_are_none_are_named_and_stop_nothing(options: str) -> None:
    """Whatever stands where a code cell has its options, the cell says what is wrong."""
    found = cells(f"```{{code-cell}}\n---\n{options}\n---\nx\n```\n\nWords.\n")
    assert [cell.kind for cell in found] == [CellKind.CODE, CellKind.MARKDOWN]
    assert found[0].unreadable
    assert not found[1].unreadable
