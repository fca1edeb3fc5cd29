"""Commentary can do nothing but be read: no HTML, no picture, no file, no stumbling block."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from ruamel.yaml import YAML

from pmf_analysis.pages.commentary import inert
from pmf_analysis.pages.commentary.inert import parser
from tests.pages.commentary_texts import lines

HARMLESS = re.compile(r"https?:|mailto:|#|(\.\.?/)?([\w-]+/)?[\w-]+\.ipynb(#|$)")


def test_it_reads_markdown_as_the_book_does(root: Path) -> None:
    """The parser has the very rules that the book's settings leave for a notebook's words."""
    settings = YAML(typ="safe").load((root / "_config.yml").read_text(encoding="utf-8"))
    book = create_md_parser(
        MdParserConfig(
            enable_extensions=set(settings["parse"]["myst_enable_extensions"]),
            disable_syntax=settings["sphinx"]["config"]["myst_disable_syntax"],
        ),
        RendererHTML,
    )
    book.disable("front_matter", True)  # as myst-nb does for a cell
    rules = book.get_active_rules()
    rules["core"].remove("wordcount")  # counts, and changes nothing
    assert parser().get_active_rules() == rules


@given(lines)
@example("![a ![b ![c](d)](e)](f)")
@example("| x |\n|---|\n| \\\\[a](path:/etc/passwd) ![q](r) \\| |")
@example("> ![a\n> b](c\n> 'd')\n\n- [a]: path:/etc/passwd\n- [a] ![a]")
@example("[![a](b)](c.csv) [a [b]](path:/x)\n\n[b]: d.csv")
@example("![" * 60 + "a" + "](b)" * 60)
def test_nothing_in_it_acts(text: str) -> None:
    """No picture, no directive, no definition, no address but a page's or another site's."""
    made = inert(text)
    env: dict[str, object] = {}
    for token in parser().parse(made, env):
        if token.type == "fence":
            assert not token.info.strip().startswith("{")
        assert token.type not in {"hr", "footnote_reference_open", "html_block"}
        assert (token.type, token.tag) != ("heading_open", "h1")
        for child in token.children or ():
            assert child.type not in {"image", "html_inline", "footnote_ref"}
            if child.type == "link_open":
                assert HARMLESS.match(str(child.attrGet("href"))), child.attrGet("href")
    assert not env.get("references")
    assert inert(made) == made


@given(st.text())
def test_plain_words_pass_through_untouched(text: str) -> None:
    """Only what acts is changed: braces, dollars, percent signs and backslashes are not."""
    for sign in "`~:!#[<=-_*":
        text = text.replace(sign, "")
    assert inert(text) == text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("> ```{raw} html\n> <b>\n> ```", "> ```text\n> <b>\n> ```"),
        ("* ```{eval-rst}\n  .. raw:: html\n  ```", "* ```text\n  .. raw:: html\n  ```"),
        ("1. > - ~~~{include} /etc/hostname", "1. > - ~~~text"),
        (":::{note}\nx\n:::", ":::text\nx\n:::"),
        ("```python\n# no heading\n```", "```text\n# no heading\n```"),
        ("```\n![no picture](x)\n```", "```\n![no picture](x)\n```"),
        ("# Top\n\nAlso top\n===", "## Top\n\nAlso top\n---"),
        ("![A chart](https://host.example/x.png)", "*A chart*"),
        ("![A chart][1]\n\n[1]: https://host.example/x.png", "*A chart*\n\n"),
        ("![1]\n\n[1]: data:image/png;base64,AA==", "*1*\n\n"),
        ("[us][1] and [1]\n\n[1]: https://a.example 'T'", None),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),  # Markdown itself sees no link
        ("[figures](path:/etc/passwd) <path:/etc/passwd>", "figures \\<path:/etc/passwd>"),
        ("[figures](../../data/observations.csv)", "figures"),
        ("[us](/etc/passwd) [us](//host.example) [us](%2Fetc%2Fpasswd)", "us us us"),
        ("[homes](../themes/homes.md)", "[homes](<../themes/homes.ipynb>)"),
        ("[it](https://a.example) <a@b.example>", "[it](https://a.example) <a@b.example>"),
        ("a\n\n***\n\nb[^1]\n\n[^1]: note", "a\n\n\\***\n\nb[^1]\n\n\\[^1]: note"),
        ("<img src=x> <!-- $x$ {download}`y` {{z}}", "<img src=x> <!-- $x$ {download}`y` {{z}}"),
    ],
)
def test_what_acts_is_put_into_words(written: str, shown: str | None) -> None:
    """Wherever it stands: in a quotation, a list, a table, or several of them in one another."""
    if shown is None:
        shown = "[us](<https://a.example>) and [1](<https://a.example>)\n\n"
    assert inert(written) == shown


def test_words_after_a_closing_fence_are_kept() -> None:
    """A fence that closes has nothing to do with the braces of the next paragraph."""
    text = "```\ncode\n```\n\n{download}`x` and {braces}\n"
    assert inert(text) == text
