"""What the program says is plain: short sentences, everyday words, a reading age that is held."""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path
from statistics import median

import pytest

from tests.conftest import ROOT
from tests.site import reading

# A part of a page that the program has worded: what it stands in, the highest reading age of it
# all taken as one text, and of its hardest sentence. GOV.UK writes for an age of nine.
WORDED = {
    "titles of charts": (r"<figcaption><strong>(.*?)</strong>", 8, 13),
    "alternative texts": (r'<div role="img" aria-label="([^"]*)"', 10, 21),
    "notes": (r'<p class="note">(.*?)</p>', 12.5, 18),
    "reasons in scorecards": (r'<span class="why">(.*?)</span>', 10, 17),
    "first words of pages": (r'<p class="pmf-lede">(.*?)</p>', 12.5, 20),
}
TAGS = re.compile(r"<[^>]+>")
FEW = 6  # words: what is shorter is a label, and the formula says nothing of it


def names() -> re.Pattern[str]:
    """The names of indicators: the council's words, and long ones."""
    with (ROOT / "data" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        titles = sorted((row["name"] for row in csv.DictReader(file)), key=len, reverse=True)
    return re.compile("|".join(re.escape(title) for title in titles), flags=re.I)


def texts(site: Path, found: str) -> list[str]:
    """Every different text of one kind, with "it" for each indicator's name.

    The first words of an indicator's page are its definition, which the council has worded.
    """
    said: dict[str, None] = {}
    named = names()
    for path in sorted(site.rglob("*.html")):
        if "pmf-lede" in found and path.parent.name == "indicators":
            continue
        for text in re.findall(found, path.read_text(encoding="utf-8"), flags=re.S):
            said[named.sub("it", html.unescape(TAGS.sub("", text)).strip())] = None
    return [text for text in said if reading.WORD.search(text)]


@pytest.mark.slow
@pytest.mark.xdist_group("site")
@pytest.mark.parametrize("kind", WORDED)
def test_what_the_program_says_is_plain(site: Path, kind: str) -> None:
    """The reading age of each kind of text, and of its hardest sentence, stays below its bound."""
    found, bound, worst = WORDED[kind]
    said = texts(site, found)
    assert len(said) > 1
    each = {one for text in said for one in reading.sentences(text)}
    ages = sorted((reading.age(one), one) for one in each if len(one.split()) >= FEW)
    whole = reading.age("\n".join(said))
    middle = median(age for age, _ in ages)
    print(f"{kind}: {len(said)}, reading age {whole:.1f}, of the middle sentence {middle:.1f}")
    print(*(f"  {age:.1f} {one}" for age, one in ages[-5:]), sep="\n")
    assert whole <= bound
    assert [one for age, one in ages if age > worst] == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("rate", 1), ("rated", 2), ("moved", 1), ("table", 2), ("quarters", 2), ("area", 3),
        ("places", 2), ("services", 3), ("decision", 3), ("usual", 3), ("period", 3),
        ("employee", 3), ("social", 2), ("quietly", 3), ("38.2%", 1), ("year-end", 2),
        ("unusually", 5), ("council", 2), ("the", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    """As an English dictionary divides them; a figure is taken in at a glance."""
    assert reading.syllables(word) == count


def test_age_by_hand() -> None:
    """Ten words in two sentences, twelve syllables: 0.39 * 5 + 11.8 * 1.2 - 15.59 + 5 = 5.52."""
    assert reading.age("The cat sat on a mat. It looked very happy.") == pytest.approx(5.52)
