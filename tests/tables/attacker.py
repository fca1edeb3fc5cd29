"""A reader who writes down every published number, and works out what he can.

Nothing here is shared with the program: the sums, the running totals and the rolling years are
set up from the rows of the CSV files, and solved by two linear programmes for each number.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import lil_array

Form = Mapping[Hashable, float]  # so many times each of some unknown counts
TOLD = 1e-6  # bounds as near as this leave one value


@dataclass
class Reader:
    """What a reader knows: equations between counts, none of which is negative."""

    place: dict[Hashable, int] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)

    def learns(self, form: Form, total: float) -> None:
        """Write down what some counts come to."""
        for name in form:
            self.place.setdefault(name, len(self.place))
        self.forms.append(form)
        self.totals.append(total)

    def works_out(self, form: Form) -> float | None:
        """Return the one value that a sum of counts can have; None where it can have several."""
        near = self._near(form)
        if any(name not in near for name in form):
            return None
        column = {name: k for k, name in enumerate(near)}
        rows = [k for k, known in enumerate(self.forms) if any(name in near for name in known)]
        left = lil_array((len(rows), len(column)))
        for at, k in enumerate(rows):
            for name, factor in self.forms[k].items():
                left[at, column[name]] += factor
        aim = np.zeros(len(column))
        for name, factor in form.items():
            aim[column[name]] += factor
        right = [self.totals[k] for k in rows]
        found = [linprog(s * aim, A_eq=left.tocsr(), b_eq=right, method="highs") for s in (1, -1)]
        assert all(each.status in {0, 3} for each in found), "what is published contradicts itself"
        least, most = found
        if least.status or most.status or -most.fun - least.fun > TOLD:
            return None
        return float(least.fun)

    def _near(self, form: Form) -> dict[Hashable, None]:
        """The unknowns that hang together with some."""
        near, before = dict.fromkeys(name for name in form if name in self.place), -1
        while before != len(near):
            before = len(near)
            for known in self.forms:
                if any(name in near for name in known):
                    near |= dict.fromkeys(known)
        return near


def plus(*forms: Form) -> dict[Hashable, float]:
    """Add forms up."""
    found: dict[Hashable, float] = {}
    for form in forms:
        for name, factor in form.items():
            found[name] = found.get(name, 0.0) + factor
    return found


def minus(form: Form) -> dict[Hashable, float]:
    """Return a form taken away."""
    return {name: -factor for name, factor in form.items()}
