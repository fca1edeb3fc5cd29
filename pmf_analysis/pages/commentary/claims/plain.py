"""Commentary as plain sentences and clauses, the way a reader hears them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["clauses", "heard", "plain", "sentences"]

# Signs that analysts' editors put in, and the plain ones that the rules are written for.
_SIGNS = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2212": "-",
        "\u00a0": " ",
    }
)
_END = re.compile(r"(?<=[.!?])[\"')]*\s+(?=[\"'(]*[A-Z\u00a3\d])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|approx|no|st|mr|mrs|ms|dr)|\b[A-Z])\.$", re.IGNORECASE
)
# Ages are no figures, and "for the first time in a year" holds nothing beside a year ago.
_PASSING = re.compile(
    r"\baged (?:under |over )?\d+(?: (?:and|to|or) (?:\d+|over))?|\b\d+-year-olds?|"
    r"\bfor the first time(?: (?:in|since) [a-z ]{1,20}(?:years?|quarters?|months?|record))?"
)
_AIMED_AT = re.compile(
    r"\bwhere (?:the plan said )?we (?:should|ought to|planned to|hoped to) be\b"
)
_GIVEN = re.compile(r"(?:while|although|though|because|despite|whereas|even though)\b[^,]*,\s+")
_QUOTED = re.compile(r'"[^"]*"')
# A clause ends where another thing begins to be spoken of.
_JOINS = "and|but|so|yet|or|which|who|while|whereas|although|though|because|as|despite|even"
_TURNS = (
    r"but|while|whereas|although|though|because|despite|and (?:the|we|it|this|that|our|there|so)"
)
_JOINT = re.compile(rf"\s*(?:[;:\u2014]|\s-\s|,\s+(?=(?:{_JOINS})\b)|\s(?=(?:{_TURNS})\b))\s*")


LOOK = 12  # letters before a full stop, of which an abbreviation may be made


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a cell of Markdown, without markup, quotations or code.

    Examples
    --------
    >>> sentences("It **rose** to 4.5%, i.e. by half. See [the plan](x).")
    ('It rose to 4.5%, i.e. by half.', 'See the plan.')
    """
    found: list[str] = []
    for block in plain(text):
        start = 0
        for end in _END.finditer(block):
            if _ABBREVIATION.search(block[max(start, end.start() - LOOK) : end.start()]):
                continue
            found.append(block[start : end.start()].strip())
            start = end.end()
        found.append(block[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def plain(text: str) -> Iterator[str]:
    """Yield each paragraph, heading or list item as plain text; what is quoted is left out."""
    quoted = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type.startswith("blockquote"):
            quoted += token.nesting
        elif token.type == "inline" and not quoted:
            words = "".join(_spoken(token.children or ())).translate(_SIGNS)
            yield " ".join(words.split())


def _spoken(tokens: list[Token] | tuple[Token, ...]) -> Iterator[str]:
    for token in tokens:
        if token.type == "text":
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "


def heard(sentence: str) -> str:
    """Return a sentence in small letters, without what it quotes and with one word for a thing."""
    said = _PASSING.sub(" ", _QUOTED.sub(" ", sentence).lower().strip(" .!?"))
    return _AIMED_AT.sub("our target", said).replace("per cent", "%")


def clauses(sentence: str) -> tuple[str, ...]:
    """Split a sentence, as `heard`, into its clauses.

    Examples
    --------
    >>> clauses("it fell, but complaints rose; we do not know why")
    ('it fell', 'but complaints rose', 'we do not know why')
    """
    first = _GIVEN.match(sentence)
    opening, rest = (first[0], sentence[first.end() :]) if first else ("", sentence)
    return tuple(part.strip(" ,") for part in (opening, *_JOINT.split(rest)) if part.strip(" ,"))
