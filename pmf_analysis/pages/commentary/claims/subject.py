"""Whether a clause speaks of the indicator, of now, and of what is; else it is let be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.pages.commentary.claims.vocabulary import CHANGE

__all__ = ["About", "Names", "Said", "denied", "softened", "unsettled"]

Said = tuple[str, str, bool]  # what the words say, what the figures say, whether that is certain


class About(IntEnum):
    """How surely a clause is about the indicator: by naming it, or by quoting its figure."""

    UNSURE = 0
    NAMED = 1
    QUOTED = 2


# Words that put what is said into the future, the past, a condition or somebody else's mouth.
_HOPES = (
    r"expect\w*|hop(?:e|es|ed|ing)|intend\w*|propos\w+|wish\w*|wants?|aim(?:s|ed|ing)? (?:to|for)|"
    r"plans? to|planning to|planned to|due to (?:be|reach|meet)|set to|"
    r"on (?:course|track) (?:to|for)|"
    r"try(?:ing)? to|work(?:ing)? to|help\w* (?:us )?to|in order to|so that|needs? to|ha(?:ve|s) to"
)
_MAYBES = (
    r"will|shall|should|would|could|may|might|must|can|ought|likely|unlikely|appears?|seems?|"
    r"suggests?|tends? to|risks?|whether|rather than|instead of|being"
)
_TIMES = (
    r"unless|if|until|till|once|when|whenever|after which|next|by then|before then|had|"
    r"used to|(?:has|have) since|as we write|today|this week"
)
# What is to be done is no claim, but for "continues to improve" and "failed to meet".
_STILL = ["continue", "continues", "continued", "fail", "fails", "failed", "failing", "forecast"]
_TO = "".join(rf"(?<!{word} )" for word in _STILL) + (
    r"to (?:meet|reach|hit|be|bring|cut|come|fall|rise|improve|reduce|raise|lower|keep|return|end)"
)
_UNSETTLED = re.compile(
    rf"\b(?:{_HOPES}|{_MAYBES}|{_TIMES})\b|\b{_TO}\b|^(?:which|who|whose|where|as)\b"
)
# Other places and other people's figures.
_OTHERS = re.compile(
    r"\b(?:national(?:ly)?|england|neighbour\w*|other councils?|councils like|regional(?:ly)?|"
    r"elsewhere|comparable|similar councils?|county average|country)\b"
)
_DENIED = re.compile(
    r"\b(?:not|no|never|without|nor|neither|hardly|barely|cannot|fail(?:s|ed|ing)? to|far from|"
    r"yet to|stopped|nowhere near|short of|little (?:sign|change|improvement)|nothing|nobody|none|"
    r"wrong to)\b|n't\b"
)
_EMPHASIS = re.compile(
    r"\bnot (?:just|only|merely|simply)\b|\bno (?:less|fewer|more) than\b|\bno doubt\b"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What an analyst calls the measure without naming it.
_GENERIC = _words("""
    it its this that they these those we our us there which figure figures number numbers rate
    rates share shares proportion percentage average performance result results total level count
    score measure indicator position timeliness value outcome quarter quarterly annual monthly
    month year overall latest current council county whole all date far
""")
_SMALL = _words("""
    a an the of in on at to for from by with within and or as is are was were be been being has
    have having do does did now still again also just already only so then than more most less
    least too very well much even about around roughly some nearly almost slightly sharply
    steadily further once up down back over under since during between per each every other
    their his her one two three september october november december january february march april
    may june july august spring summer autumn winter end start first second third fourth last
    previous same however but while though although yet here what who whose whom continue
    continues continued saw see seen remains remain remained stays stayed stood stands stand
    went gone goes got come comes coming came getting going make made keep keeps kept reach
    reached percentage percent point points day days week weeks hour hours head forecast hit
    took take takes done time four five six seven eight nine ten eleven twelve real way given
    held brought ago earlier later
    target targets plan goal limit met meet meets missed miss misses beat beaten exceeded reached
    achieved usual range normal ordinary outside inside within green amber red rated against
    short quarters months years running row
""")
_CALLED = re.compile(
    r"\b(?:it|this|that|we|figures?|rates?|shares?|numbers?|performance|average|proportion|"
    r"percentage|total|timeliness|measure|result|level)\b"
)
_WORD = re.compile(r"[a-z][a-z'-]+")
MOST = 0.5  # of the words of a name, before a text surely means it
SHORTEST_STEM = 4  # letters that two forms of a word share at least
ENDING = 2  # letters that an ending may change besides


class Names:
    """The words that stand for an indicator.

    Parameters
    ----------
    indicator : Indicator
        Its name, the parts it counts, and its keywords are its words.
    """

    def __init__(self, indicator: Indicator) -> None:
        told = (indicator.name, indicator.numerator, indicator.denominator, *indicator.keywords)
        self._own = frozenset(_content(" ".join(told).lower()))
        self._name = frozenset(_content(indicator.name.lower()))
        self._text = " ".join(told).lower()

    def holds(self, phrase: str) -> bool:
        """Whether the indicator's name holds a phrase, such as "30 days"."""
        return phrase.strip() in self._text

    def counted(self, text: str) -> tuple[int, int]:
        """Return how many words of a text are the indicator's, and how many are others'."""
        said = _content(text)
        own = sum(self._is_own(word) for word in said)
        return own, len(said) - own

    def mostly(self, text: str) -> bool:
        """Whether a text has most of the words of the indicator's name; keywords do not count."""
        said = _content(text)
        found = sum(any(_same(word, own) for word in said) for own in self._name)
        return found >= MOST * len(self._name)

    def named(self, text: str) -> bool:
        """Whether a text names the indicator, or calls it a figure, a rate, it or ours."""
        return self.counted(text)[0] > 0 or bool(_CALLED.search(text))

    def subject(self, text: str) -> bool:
        """Whether words before a verb name the indicator, or nothing else."""
        _, others = self.counted(text)
        return others == 0

    def nearly(self, text: str) -> bool:
        """Whether they may well: they name the indicator with one word that is not its own."""
        _, others = self.counted(text)
        return others <= 1 and self.named(text)

    def _is_own(self, word: str) -> bool:
        return any(_same(word, own) for own in self._own)


def _content(text: str) -> list[str]:
    plain = CHANGE.sub(" ", text)
    words = (word.removesuffix("'s").strip("'-") for word in _WORD.findall(plain))
    return [word for word in words if word and not _neutral(word)]


def _neutral(word: str) -> bool:
    """Whether a word tells nothing of what is counted: how, how many, when, or a small word."""
    return word in _GENERIC or word in _SMALL or word.endswith("ly")


def _same(one: str, other: str) -> bool:
    """Whether two words are forms of one: repaired and repairs, decide and decision."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    least = max(SHORTEST_STEM, min(len(one), len(other)) - ENDING)
    return shared >= min(least, len(one), len(other)) if one == other else shared >= least


def softened(said: Iterable[Said], sure: bool) -> Iterator[Said]:
    """Yield claims, none certain where it is not sure that they are about the indicator."""
    for says, figures, certain in said:
        yield says, figures, certain and sure


def unsettled(clause: str) -> bool:
    """Whether a clause speaks of hopes, conditions, what had been, or of others."""
    return bool(_UNSETTLED.search(clause) or _OTHERS.search(clause))


def denied(before: str) -> bool:
    """Whether what follows is denied by the words before it.

    Examples
    --------
    >>> denied("the target was not"), denied("it has not only")
    (True, False)
    """
    return bool(_DENIED.search(_EMPHASIS.sub(" ", before)))
