"""How hard a text is to read: the Flesch-Kincaid grade, as a reading age in years."""

from __future__ import annotations

import re

# Kincaid and others (1975): the school grade in the United States, at which pupils are five years
# older than the grade.
A_SENTENCE, A_SYLLABLE, LESS = 0.39, 11.8, 15.59
OLDER = 5

ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z£\d“])|\n+")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|[£\d][\d,.]*%?")
VOWELS = re.compile(r"[aeiouy]+")
# An e that is written and not said, as in "rate", "rates" and "moved", but not in "table".
SILENT = re.compile(r"(?<![aeiouy])(?<![^aeiouy]l)(?:e|(?<![sxzcg])es|(?<![td])ed)$")
# Vowels side by side that are said apart, as in "area" and "period", and not in "social".
APART = re.compile(
    r"(?<![ctgs])i[aou](?!us)|eo|ea(?=$|s$)|ua|io(?=d)|iet|(?<=u)i(?=ng)|(?<=[aeiou])y(?=[aeiou])"
)


def syllables(word: str) -> int:
    """Count a word's syllables; a figure is read at a glance and counts as one."""
    parts = [part for part in re.split(r"[-'’]", word.lower()) if part.isalpha()]
    return max(1, sum(_syllables(part) for part in parts))


def _syllables(word: str) -> int:
    said = SILENT.sub("", word.replace("qu", "kw")) if len(word) > 3 else word
    return max(1, len(VOWELS.findall(said)) + len(APART.findall(said)))


def sentences(text: str) -> list[str]:
    """Split a text where one sentence ends and the next begins."""
    return [part for part in ENDS.split(text) if WORD.search(part)]


def age(text: str) -> float:
    """Return the age at which a reader of a text has no trouble with it."""
    words = WORD.findall(text)
    spoken = sum(syllables(word) for word in words)
    grade = A_SENTENCE * len(words) / len(sentences(text)) + A_SYLLABLE * spoken / len(words) - LESS
    return grade + OLDER
