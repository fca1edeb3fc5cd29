"""A file that was read, on its way into a book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.intake import receive
from pmf_analysis.intake.answers import Answers
from pmf_analysis.intake.receive import Proposal
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.store import Store

__all__ = ["Delivery"]


@dataclass(frozen=True)
class Delivery:
    """A file that was read, and the book it is meant for.

    Attributes
    ----------
    store : Store
        Where the book is kept.
    arrival : Arrival
        What the file brought.
    content : bytes
        The file itself, where it is to be kept.
    indicators : mapping of str to Indicator
        The catalogue.
    names : mapping of str to str
        What organisations and areas are called.
    year_starts : int
        The month in which the council's year starts.
    """

    store: Store
    arrival: Arrival
    content: bytes
    indicators: Mapping[str, Indicator]
    names: Mapping[str, str]
    year_starts: int

    @property
    def where(self) -> str:
        """What the book is called."""
        return self.store.where

    def propose(self, answers: Answers) -> Proposal:
        """Say what it would add; nothing is changed.

        Raises
        ------
        FaultsFound
            Rows that the book cannot take.
        """
        return receive.propose(self.store, self.arrival, answers)

    def take(self, answers: Answers, shown: Proposal) -> Proposal:
        """Add what it brings, all of it or nothing, if it still is what was shown.

        Raises
        ------
        FaultsFound
            As `propose`.
        WrongUse
            A figure looks wrong and has no reason, or the book has changed.
        """
        return receive.take(self.store, self.arrival, self.content, answers, shown)
