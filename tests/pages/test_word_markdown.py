"""Markdown as paragraphs and back: words survive, and what nobody touched keeps its bytes."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pmf_analysis.pages.commentary.word.difference import difference
from pmf_analysis.pages.commentary.word.file import Heading, Passage, made
from pmf_analysis.pages.commentary.word.markdown import paragraphs
from pmf_analysis.pages.commentary.word.merge import Unwritable, merged
from pmf_analysis.pages.commentary.word.opened import opened
from pmf_analysis.pages.commentary.word.paragraphs import (
    Kind,
    Paragraph,
    Run,
    normal,
    plain,
    source,
)
from pmf_analysis.pages.commentary.word.record import Box, Record, digest, shown
from pmf_analysis.pages.commentary.word.returned import returned
from tests.pages.word_files import HEAD

SIGNS = st.text(st.sampled_from("ab 1.\n\n*_`[]()#>-+\\&;<!{}$|~:=%^\t\u00a0\u2019é😀"))
PROSE = st.one_of(SIGNS, st.text()).map(lambda text: text.replace("\r", "\n"))
LINKS = st.sampled_from(["", "", "", "https://a.example/b?c=d&amp=(e)"])
RUNS = st.builds(Run, PROSE, st.booleans(), st.booleans(), st.booleans(), LINKS)
KINDS = st.sampled_from([kind for kind in Kind if kind is not Kind.SOURCE])
PARAGRAPHS = st.builds(
    Paragraph,
    KINDS,
    st.lists(RUNS, min_size=1, max_size=4).map(tuple),
    st.integers(0, 4),
    st.booleans(),
    st.booleans(),
)
FILES = 300 if os.environ.get("PMF_PROVE") else 15  # Word files that are made to prove a thing
EDITED = st.lists(PARAGRAPHS, max_size=5).map(normal)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.text) for one in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "shown_as"),
    [
        ("One\nline.", [("text", "One line.")]),
        ("One\\\ntwo", [("text", "One\ntwo")]),
        ("# Top\n\n## Under", [("heading", "Top"), ("heading", "Under")]),
        ("- a\n  1. b\n- c", [("item", "a"), ("item", "b"), ("item", "c")]),
        ("> said\n>\n> twice", [("quote", "said"), ("quote", "twice")]),
        ("A **b** *c* `d` [e](https://e.example)", [("text", "A b c d e")]),
        ("5% of £3, {x} & y < z", [("text", "5% of £3, {x} & y < z")]),
    ],
)
def test_what_word_can_carry_is_text(text: str, shown_as: list[tuple[str, str]]) -> None:
    """Headings, lists, quotations, bold, italic, code and links to the web."""
    assert kinds(text) == shown_as


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "```\ncode\n```",
        "![picture](x.png)",
        "Costs $x^2$ more",
        "a <b>bold</b> word",
        "{role}`x`",
        "% a note to myself",
        "Said[^1]\n\n[^1]: there",
        "[a]: https://a.example",
        "[next](../themes/care)",
        "3. third\n4. fourth",
        "- a\n\n  again a",
        "> > deep",
        "***",
        "term\n: meaning",
    ],
)
def test_what_word_cannot_carry_is_its_own_source(text: str) -> None:
    """Line by line, as it was typed."""
    assert kinds(text) == [("source", line) for line in text.split("\n")]


def test_only_the_changed_paragraph_is_written_anew() -> None:
    """The others keep their signs, their line ends and the lines between them."""
    before = "One\nline *here*.\n\n\n* a\n* b\n\nLast   one."
    words = list(paragraphs(before))
    words[-1] = Paragraph(Kind.TEXT, (Run("Last, 5 * 3 and snake_case."),))
    expected = "One\nline *here*.\n\n\n* a\n* b\n\nLast, 5 \\* 3 and snake_case."
    assert merged(before, normal(words)) == expected


def test_a_list_is_written_anew_as_a_whole() -> None:
    """An item that is added stands in the list, not in one of its own."""
    words = list(paragraphs("* a\n* b"))
    words.insert(1, replace(words[0], runs=(Run("new"),)))
    assert merged("* a\n* b", normal(words)) == "- a\n- new\n- b"
    words[1:2] = []
    words.append(replace(words[0], runs=(Run("last"),)))
    assert merged("* a\n* b", normal(words)) == "- a\n- b\n- last"


def test_source_that_swallows_what_follows_is_refused() -> None:
    """A fence whose end was deleted would hide the paragraph below it."""
    before = "```\ncode\n```\n\nWords."
    words = [one for one in paragraphs(before) if one.text != "```"]
    with pytest.raises(Unwritable):
        merged(before, normal([source("```"), *words]))


def test_source_comes_back_as_it_was_typed() -> None:
    """Spaces, signs and all."""
    before = "Words.\n\n| a  | b |\n|---|---|\n| 1 | *2* |"
    words = list(paragraphs(before))
    words[-1] = source("| 1 | *3* |")
    assert merged(before, normal(words)) == before.replace("*2*", "*3*")


def test_a_look_that_markdown_cannot_say_is_left_out_and_the_words_stay() -> None:
    """Bold that ends in a bracket within a word; the other bold word keeps its look."""
    words = (Run("a"), Run("(b)", bold=True), Run("c and "), Run("d", bold=True), Run("."))
    assert merged("x", normal([Paragraph(Kind.TEXT, words)])) == "a(b)c and **d**."


@example("\xa0")
@given(PROSE)
def test_words_that_nobody_edits_stay_to_the_byte(text: str) -> None:
    """Whatever they are."""
    assert merged(text, paragraphs(text)) == text


@given(PROSE, EDITED)
def test_edited_words_survive(before: str, words: tuple[Paragraph, ...]) -> None:
    """Read as Markdown again, the text says what stood in Word, word for word."""
    after = merged(before, words)
    assert plain(paragraphs(after)).split() == plain(words).split()


@given(st.lists(PROSE, min_size=1, max_size=3))
def test_edited_prose_reads_the_same_on_the_page(texts: list[str]) -> None:
    """Markdown's own reader gives the words back, whatever signs they hold."""
    words = normal(Paragraph(Kind.TEXT, (Run(text),)) for text in texts)
    html = MarkdownIt("commonmark").render(merged("", words))
    shown_words = html.replace("<p>", " ").replace("</p>", " ").replace("<br />", " ")
    for sign, entity in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("&", "&amp;")):
        shown_words = shown_words.replace(entity, sign)
    assert shown_words.split() == plain(words).split()


def through_word(texts: list[str]) -> list[tuple[str, tuple[Paragraph, ...]]]:
    """Put cells into a Word file, open it and read them."""
    passages = []
    for nth, text in enumerate(texts):
        said = paragraphs(text)
        box = Box(
            kind="home",
            scope="",
            indicator="",
            organisation="",
            nth=nth,
            title="Title",
            source=digest(text),
            words=shown(said),
            after="",
        )
        passages.append(Passage("Heading", ("Figures",), b"", "", box, said))
    record = Record(council="X1", quarter="2025-26 Q1", part="", boxes=(), frame=())
    content = made("A", "B", record, [Heading("Home", tuple(passages))], dt.date(2025, 9, 2))
    file = opened("a.docx", content)
    came = returned(file)
    assert not came.outside
    assert [box.words for box in file.record.boxes] == [p.box.words for p in passages]
    return [(tag, told.paragraphs) for tag, told in came.boxes]


@settings(max_examples=FILES)
@given(st.lists(PROSE, min_size=1, max_size=6))
def test_words_come_back_from_word_as_they_went(texts: list[str]) -> None:
    """Sent out and taken back with no edit, nothing would change: whatever was written."""
    came = through_word([HEAD, *texts])
    assert [words for _, words in came] == [paragraphs(text) for text in (HEAD, *texts)]


@settings(max_examples=FILES)
@given(EDITED)
def test_every_look_goes_through_word(words: tuple[Paragraph, ...]) -> None:
    """Lists in lists, links, code: what is written in Markdown is read again out of Word."""
    text = merged("", words)
    assert through_word([text])[0][1] == paragraphs(text)


def test_changes_are_shown_word_by_word() -> None:
    """Only the paragraphs that differ, with a few words around each change."""
    before = (
        "Same here.\n\nAll of the words "
        + "that stand " * 5
        + "far away, and it rose by half today."
    )
    assert difference(before, before) == ()
    after = before.replace("rose", "fell").replace("Same", "Other")
    assert difference(before, after) == (
        "[-Same-] {+Other+} here.",
        "All of the words ... that stand far away, and it [-rose-] {+fell+} by half today.",
    )
