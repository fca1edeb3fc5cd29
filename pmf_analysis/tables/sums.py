"""What adds up to what, and what is hidden beside a hidden part so that no sum tells it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmf_analysis.framework.indicator import OverOrganisations
from pmf_analysis.tables.book import Book

__all__ = ["Sum", "companions", "sums"]

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDING = 0.5  # a whole is the sum of its parts when it is so to the nearest one
NONE = -1
NOT_ALONE = 2  # the fewest hidden parts of a sum


@dataclass(frozen=True)
class Sum:
    """A row that is the sum of others.

    Attributes
    ----------
    whole : int
        Its place; -1 where no figure of the whole is there.
    parts : ndarray of int
        Theirs.
    counts : ndarray of float
        What adds up, at every place of the view: those counted or, of a share, the rest.
    dispensable : bool
        Whether the parts may all be done without, as groups of people may.
    """

    whole: int
    parts: Ints
    counts: Floats
    dispensable: bool

    @property
    def holds(self) -> bool:
        """Whether there is a whole that the parts do not contradict."""
        if self.whole == NONE:
            return False
        gap = self.counts[self.parts].sum() - self.counts[self.whole]
        return not abs(gap) > ROUNDING  # a figure that is not there contradicts nothing

    @property
    def makes_up(self) -> bool:
        """Whether the parts are the whole, or may be a whole that no figure is of."""
        return self.whole == NONE or self.holds


def sums(book: Book, view: pd.DataFrame) -> list[Sum]:
    """Return every sum among the cells of one day: over organisations, then over groups.

    Groups by age, by ward and so on count as a sum where they make up the figure of the whole.
    Without one they are guarded all the same: another kind may tell it.
    """
    rest = view["rest"].to_numpy()
    counted = [*_over_organisations(book, view), *_over_groups(view)]
    left = [replace(each, counts=rest) for each in counted if not np.isnan(rest[each.parts]).all()]
    return [each for each in counted + left if not each.dispensable or each.makes_up]


def companions(every: Sequence[Sum], minimum: Floats, hidden: Bools, known: Bools) -> Bools:
    """Hide further parts until no hidden one can be worked out from its whole.

    Where a whole is shown, those hidden beneath it add up to the minimum, and are never one
    alone. Where there are not enough that were never published, the whole goes too.

    Parameters
    ----------
    every : sequence of Sum
        Among the cells of one day.
    minimum : ndarray of float
        The least that may be shown, by place.
    hidden, known : ndarray of bool
        What is hidden so far, and what was published before.
    """
    hidden = hidden.copy()
    before = -1
    while before != (before := int(hidden.sum())):  # what one sum hides may lay another open
        for each in every:
            hidden[_beside(each, float(minimum[each.parts[0]]), hidden, known)] = True
    return hidden


def _beside(each: Sum, minimum: float, hidden: Bools, known: Bools) -> Ints:
    """What must be hidden with what is hidden of one sum."""
    parts, lost = each.parts, each.parts[hidden[each.parts]]
    free = parts[~hidden[parts] & ~known[parts]]
    if each.whole != NONE and hidden[each.whole]:  # a hidden whole is the sum of its parts
        return free[:0] if len(lost) else _least(free, each.counts)
    if not len(lost):
        return lost
    more = _further(lost, free, each.counts, minimum)
    if more is not None:
        return more
    if not each.dispensable or len(parts) == 1:
        return _whole(each, known)
    alone = known[parts].any() and not _enough(np.union1d(lost, free), each.counts, minimum)
    return np.concatenate([free, _whole(each, known)]) if alone else free


def _further(lost: Ints, free: Ints, counts: Floats, minimum: float) -> Ints | None:
    """The smallest shown parts to hide; None where they would not be enough."""
    some = free[counts[free] > 0]
    some = some[np.argsort(counts[some], kind="stable")]
    for number in range(len(some) + 1):
        if _enough(np.concatenate([lost, some[:number]]), counts, minimum):
            return some[:number]
    return None


def _enough(rows: Ints, counts: Floats, minimum: float) -> bool:
    """Whether hidden parts hide one another; one withheld at its source may be 1 and no more."""
    total = np.nan_to_num(counts[rows], nan=1.0).sum()
    return len(rows) >= NOT_ALONE and bool(total >= minimum)


def _least(free: Ints, counts: Floats) -> Ints:
    """The part that is least missed: the smallest that counts anyone."""
    some = free[counts[free] > 0]
    return some[[np.argmin(counts[some])]] if len(some) else free[:1]


def _whole(each: Sum, known: Bools) -> Ints:
    there = each.whole != NONE and not known[each.whole]
    return np.array([each.whole] if there else [], dtype=np.int64)


def _over_organisations(book: Book, view: pd.DataFrame) -> Iterator[Sum]:
    """Yield each directorate with its services, then each council with its directorates."""
    parents, rules = book.framework.parents, book.indicators
    services = {s.code for s in book.framework.services}
    adding = [c for c in rules if rules[c].over_organisations is not OverOrganisations.NONE]
    rows = view[view["indicator"].isin(adding)]
    keys = ["indicator", "organisation", "period", "breakdown"]
    names = rows[keys].itertuples(index=False, name=None)
    place: dict[Hashable, int] = dict(zip(names, rows.index, strict=True))
    counts = view["count"].to_numpy()
    for of_service in (True, False):
        below = rows[rows["organisation"].isin(services) == of_service]
        above = below.assign(organisation=below["organisation"].map(parents)).dropna(
            subset="organisation"
        )
        for key, parts in above.groupby(keys, sort=False).groups.items():
            yield Sum(place.get(key, NONE), parts.to_numpy(), counts, dispensable=False)


def _over_groups(view: pd.DataFrame) -> Iterator[Sum]:
    """Yield each figure with its parts by age, by ward and so on."""
    kind = view["breakdown"].str.split(":").str[0].astype(str)
    split, wholes = view[kind != ""], view[kind == ""]
    if split.empty:
        return
    keys = ["indicator", "organisation", "period"]
    place = dict(zip(wholes[keys].itertuples(index=False, name=None), wholes.index, strict=True))
    counts = view["count"].to_numpy()
    by = [*keys, kind[split.index].rename("kind")]
    for key, parts in split.groupby(by, sort=False):
        yield Sum(place.get(key[:-1], NONE), parts.index.to_numpy(), counts, dispensable=True)
