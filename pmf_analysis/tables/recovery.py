"""What a reader could work out: the unknown figures that published ones leave one value for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import qr
from scipy.optimize import linprog
from scipy.sparse import block_array, block_diag, coo_array, csr_array, hstack
from scipy.sparse.csgraph import connected_components

__all__ = ["Relation", "Unknown", "told"]

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

Unknown = tuple[object, ...]  # the name of a number that is nothing or more
STILL = 1e-7  # how far a fixed unknown may seem to go along a direction of length 1
HALF = 0.5


@dataclass(frozen=True)
class Relation:
    """An equation that every reader knows to hold.

    Attributes
    ----------
    terms : mapping of Unknown to float
        What is added up, each times its factor.
    total : float
        What they come to.
    """

    terms: Mapping[Unknown, float]
    total: float = 0.0


def told(
    relations: Sequence[Relation], known: Mapping[Unknown, float], asked: Collection[Unknown]
) -> dict[Unknown, float]:
    """Return those of the unknowns asked about that have one possible value, with it.

    Parameters
    ----------
    relations : sequence of Relation
        Between numbers none of which is negative.
    known : mapping of Unknown to float
        What was published.
    asked : collection of Unknown
        What must not be told.

    Notes
    -----
    An unknown is fixed in all solutions of ``A u = b, u >= 0`` if it is nothing in all of them,
    or if no direction between two solutions changes it. One linear programme finds every unknown
    that can be more than nothing: in a large enough multiple of the mean of such solutions each
    of them is 1 or more. The directions are then the null space of their columns. Relations that
    contradict one another tell nothing.
    """
    parts = list(_apart(_system([_without(r, known) for r in relations]), set(asked)))
    found: dict[Unknown, float] = {}
    for part, solution in zip(parts, _solutions(parts), strict=True):
        if solution is None:
            continue
        fixed, free = ~solution.can_be_more, np.flatnonzero(solution.can_be_more)
        fixed[free] = (np.abs(_ways(part.factors[:, free].toarray())) < STILL).all(axis=1)
        names = (part.names[k] for k in np.flatnonzero(fixed))
        values = dict(zip(names, solution.values[fixed], strict=True))
        found |= {name: float(value) for name, value in values.items() if name in asked}
    return found


def _ways(factors: Floats) -> Floats:
    """The directions that change no relation: the null space, in columns."""
    turned: Floats
    turned, heights, _ = qr(factors.T, pivoting=True)
    number = int((np.abs(heights.diagonal()) > STILL).sum())
    return turned[:, number:]


def _without(relation: Relation, known: Mapping[Unknown, float]) -> Relation:
    """The relation between what is still unknown."""
    left = {name: factor for name, factor in relation.terms.items() if name not in known}
    shown = sum(f * known[name] for name, f in relation.terms.items() if name in known)
    return Relation(left, relation.total - shown)


@dataclass(frozen=True)
class _System:
    """Relations as a matrix: the factors of the unknowns, by column, and what they come to."""

    names: list[Unknown]
    factors: csr_array
    totals: Floats


@dataclass(frozen=True)
class _Solution:
    """A value of each unknown, and which of them may be more than nothing."""

    values: Floats
    can_be_more: Bools


def _system(relations: Sequence[Relation]) -> _System:
    relations = [r for r in relations if r.terms]
    place = {name: k for k, name in enumerate(dict.fromkeys(n for r in relations for n in r.terms))}
    row = np.repeat(np.arange(len(relations)), [len(r.terms) for r in relations])
    column = np.array([place[name] for r in relations for name in r.terms], dtype=int)
    factor = np.array([f for r in relations for f in r.terms.values()], dtype=float)
    factors = coo_array((factor, (row, column)), (len(relations), len(place))).tocsr()
    return _System(list(place), factors, np.array([r.total for r in relations]))


def _apart(system: _System, asked: Collection[Unknown]) -> Iterator[_System]:
    """Yield the parts that nothing ties to one another and that hold what is asked about."""
    ties = block_array([[None, system.factors], [system.factors.T, None]])
    _, label = connected_components(ties, directed=False)
    of_row, of_column = np.split(label, system.factors.shape[:1])
    wanted = [k for k, name in enumerate(system.names) if name in asked]
    for part in np.unique(of_column[wanted]):
        rows, columns = np.flatnonzero(of_row == part), np.flatnonzero(of_column == part)
        names = [system.names[k] for k in columns]
        yield _System(names, system.factors[rows][:, columns], system.totals[rows])


def _solutions(parts: Sequence[_System]) -> list[_Solution | None]:
    """Solve parts at once, or by halves where one of them contradicts itself."""
    if not parts:
        return []
    factors = block_diag([part.factors for part in parts], format="csr")
    solution = _solution(factors, np.concatenate([part.totals for part in parts]))
    if solution is not None:
        ends = np.cumsum([len(part.names) for part in parts])[:-1]
        values, more = np.split(solution.values, ends), np.split(solution.can_be_more, ends)
        return [_Solution(*each) for each in zip(values, more, strict=True)]
    if len(parts) == 1:
        return [None]
    half = len(parts) // 2
    return _solutions(parts[:half]) + _solutions(parts[half:])


def _solution(factors: csr_array, totals: Floats) -> _Solution | None:
    """Solve a system with as many unknowns as can be more than nothing; None if it has none."""
    many = factors.shape[1]
    # Each unknown is a mark, of 1 at most, and what it has beyond; the totals are multiplied.
    solved = linprog(
        np.concatenate([-np.ones(many), np.zeros(many + 1)]),
        A_eq=hstack([factors, factors, coo_array(-totals[:, None])]),
        b_eq=np.zeros(len(totals)),
        bounds=[(0, 1)] * many + [(0, None)] * many + [(1, None)],
    )
    if not solved.success:
        return None
    marks, beyond, times = np.split(solved.x, [many, 2 * many])
    return _Solution((marks + beyond) / times[0], marks > HALF)
